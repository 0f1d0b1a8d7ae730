create view staging.population_totals as
select
    area_code,
    year::integer as year,
    persons::integer as persons,
    source_id
from raw.population_totals;
