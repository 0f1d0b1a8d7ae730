create view staging.areas as
select
    area_code,
    area,
    area_type
from raw.areas;
