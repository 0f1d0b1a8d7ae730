create view staging.developments as
select
    development_id,
    date,
    kind,
    title,
    consequence,
    address,
    is_unconfirmed = 'ja' as is_unconfirmed,
    source_id,
    note
from raw.developments;
