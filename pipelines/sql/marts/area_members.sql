-- Which parts is an area the sum of? One row per area × part; an area that is no sum has itself.
-- key: area_code, member_code
create table marts.area_members as
select
    area_code,
    member_code
from staging.area_members
union all
select
    area_code,
    area_code as member_code
from staging.areas
where area_type in ('land', 'fylke', 'kommune');

comment on table marts.area_members is 'What an area is made of. One row per area × part; an area that is no sum of municipalities has itself.';
comment on column marts.area_members.area_code is 'Area';
comment on column marts.area_members.member_code is 'One of the areas it is the sum of';
