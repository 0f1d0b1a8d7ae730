-- Which areas are there, and what is each to the plan? One row per area.
-- key: area_code
create table marts.areas as
select
    area_code,
    area,
    area_type
from staging.areas
order by area_type, area collate nb;

comment on table marts.areas is 'The areas that figures and tasks are about. One row per area.';
comment on column marts.areas.area_code is 'Key: number of Statistics Norway, or our own';
comment on column marts.areas.area is 'Name of the area';
comment on column marts.areas.area_type is 'Role of the area: «land», «fylke», «kommune» (of the plan), «krisesenter», «felles» (done for all), «samlet» (those of the plan together) or «småkommuner» (the small ones together)';
