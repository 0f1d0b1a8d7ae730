create view staging.help_services as
select
    service_id,
    place::integer as place,
    service,
    for_whom,
    phone,
    link,
    is_online_only = 'ja' as is_online_only,
    opening,
    serves,
    source_address,
    read_on::date as read_on,
    confidence,
    note
from raw.help_services;
