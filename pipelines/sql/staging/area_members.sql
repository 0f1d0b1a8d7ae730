create view staging.area_members as
select
    area_code,
    member_code
from raw.area_members;
