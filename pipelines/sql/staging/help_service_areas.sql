create view staging.help_service_areas as
select
    service_id,
    area_code
from raw.help_service_areas;
