-- Who helps in each municipality: what it has told itself, else what has been read? One row per municipality × service.
-- What was read is of real places, and stands beside no made-up ones.
-- key: area_code, service_id
create table marts.local_services as
with read as (
    select
        municipalities.area_code,
        services.*
    from marts.municipalities as municipalities
    inner join plan.marts.help_services as services
        on not services.is_national and list_contains(services.area_codes, municipalities.area_code)
    where not (select is_example from raw.register_state)
),

told as (
    select *
    from raw.last_entries('raw.help_services', (area_code, service_id))
),

either as (
    select
        area_code,
        service_id,
        read.place,
        told.entry_id is not null as is_told,
        coalesce(told.is_withdrawn, false) as is_withdrawn,
        coalesce(told.entry_id is null and not read.is_sure, false) as is_missing,
        if(is_told, told.service, read.service) as service,
        if(is_told, told.for_whom, read.for_whom) as for_whom,
        if(is_told, told.phone, read.phone) as phone,
        if(is_told, told.link, read.link) as link,
        if(is_told, told.opening, read.opening) as opening,
        told.unit,
        -- The municipality is not asked of this, and does not take it away.
        read.serves,
        coalesce(read.is_online_only, false) as is_online_only,
        told.confirmed_on,
        if(is_told, null, read.source_address) as source_address,
        if(is_told, null, read.read_on) as read_on,
        if(is_told, null, read.note) as note,
        told."role",
        told.saved_at,
        told.entry_id
    from read
    full join told using (area_code, service_id)
)

select
    either.area_code,
    municipalities.area,
    either.* exclude (area_code)
from either
inner join marts.municipalities as municipalities using (area_code)
order by municipalities.area collate nb, either.place nulls last, either.service_id;

comment on table marts.local_services is 'Services that help in each municipality. One row per municipality × service.';
comment on column marts.local_services.area_code is 'Municipality';
comment on column marts.local_services.area is 'Name of the municipality; made up in the example';
comment on column marts.local_services.service_id is 'Service: marts.help_services, or «+» and a number where the municipality has told of it';
comment on column marts.local_services.place is 'Order of what was read; empty for what only the municipality has told of';
comment on column marts.local_services.is_told is 'The municipality has told of it; else it was read';
comment on column marts.local_services.is_withdrawn is 'The municipality says that it is there no longer';
comment on column marts.local_services.is_missing is 'Not read surely enough to be shown, and asked for';
comment on column marts.local_services.service is 'Name';
comment on column marts.local_services.for_whom is 'Whom it helps';
comment on column marts.local_services.phone is 'Telephone number, as typed';
comment on column marts.local_services.link is 'Web address';
comment on column marts.local_services.is_online_only is 'Reached on the web alone, as the source says: it has no telephone';
comment on column marts.local_services.opening is 'When it is open';
comment on column marts.local_services.unit is 'Unit of the municipality that has it';
comment on column marts.local_services.serves is 'Where it helps, as the source says, where that is more or less than the areas';
comment on column marts.local_services.confirmed_on is 'The day the municipality said last that it is so';
comment on column marts.local_services.source_address is 'Web address of the page that was read; empty where the municipality has told';
comment on column marts.local_services.read_on is 'The day that page was read; empty where not known';
comment on column marts.local_services.note is 'What will mislead a reader of what was read';
comment on column marts.local_services.role is 'Role of whoever wrote it';
comment on column marts.local_services.saved_at is 'When, UTC';
comment on column marts.local_services.entry_id is 'The entry; empty where nothing was written';
