-- Who helps, and where, as far as anybody has read? One row per service.
-- What is for the whole country or county is for each municipality; what is for several together, for each of them.
-- key: service_id
create table marts.help_services as
with served as (
    select
        service_areas.service_id,
        areas.area_type = 'land' as is_national,
        municipalities.area_code
    from staging.help_service_areas as service_areas
    inner join staging.areas as areas using (area_code)
    left join staging.areas as municipalities
        on
            municipalities.area_type = 'kommune'
            and (
                areas.area_type in ('land', 'fylke')
                or municipalities.area_code in (
                    select members.member_code
                    from marts.area_members as members
                    where members.area_code = areas.area_code
                )
            )
),

by_service as (
    select
        service_id,
        bool_or(is_national) as is_national,
        list(distinct area_code order by area_code) filter (area_code is not null) as area_codes
    from served
    group by service_id
)

select
    services.service_id,
    services.place,
    services.service,
    services.for_whom,
    services.phone,
    services.link,
    services.is_online_only,
    services.opening,
    services.serves,
    coalesce(by_service.is_national, false) as is_national,
    by_service.area_codes,
    services.confidence = 'høy' as is_sure,
    services.source_address,
    services.read_on,
    services.note
from staging.help_services as services
left join by_service using (service_id)
order by services.place;

comment on table marts.help_services is 'Services that help, as read of their own pages or others''. One row per service.';
comment on column marts.help_services.service_id is 'Key';
comment on column marts.help_services.place is 'Order';
comment on column marts.help_services.service is 'Name';
comment on column marts.help_services.for_whom is 'Whom it helps, as the source says';
comment on column marts.help_services.phone is 'Telephone number, as people write it';
comment on column marts.help_services.link is 'Web address of the service';
comment on column marts.help_services.is_online_only is 'Reached on the web alone, as the source says: it has no telephone';
comment on column marts.help_services.opening is 'When it is open, as the source says';
comment on column marts.help_services.serves is 'Where it helps, as the source says, where that is more or less than the areas';
comment on column marts.help_services.is_national is 'For the whole country';
comment on column marts.help_services.area_codes is 'The municipalities of the plan that it is for';
comment on column marts.help_services.is_sure is 'Read surely enough to be shown; the others are asked for';
comment on column marts.help_services.source_address is 'Web address of the page that was read';
comment on column marts.help_services.read_on is 'The day the page was read; empty where not known';
comment on column marts.help_services.note is 'What will mislead a reader who does not know it';
