create view staging.population as
select
    area_code,
    year::integer as year,
    sex,
    age_from::integer as age_from,
    age_to::integer as age_to,
    persons::integer as persons,
    source_id
from raw.population;
