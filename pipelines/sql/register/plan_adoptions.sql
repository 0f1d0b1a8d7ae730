-- When did each municipality adopt the plan, and until when is it valid there? One row per municipality.
-- key: area_code
create table marts.plan_adoptions as
select
    municipalities.area_code,
    municipalities.area,
    last.adopted_on,
    last.valid_until,
    last.note,
    last.role,
    last.saved_at,
    last.entry_id
from marts.municipalities as municipalities
left join raw.last_entries('raw.adoptions', area_code) as last using (area_code)
order by municipalities.area collate nb;

comment on table marts.plan_adoptions is 'When each municipality adopted the plan. One row per municipality.';
comment on column marts.plan_adoptions.area_code is 'Municipality';
comment on column marts.plan_adoptions.area is 'Name of the municipality; made up in the example';
comment on column marts.plan_adoptions.adopted_on is 'When its council adopted the plan; empty where not told';
comment on column marts.plan_adoptions.valid_until is 'Until when it is valid there; empty where no end is set';
comment on column marts.plan_adoptions.note is 'Note, as typed';
comment on column marts.plan_adoptions.role is 'Role of whoever wrote it';
comment on column marts.plan_adoptions.saved_at is 'When, UTC';
comment on column marts.plan_adoptions.entry_id is 'The entry; empty where nothing was written';
