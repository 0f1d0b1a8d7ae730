create view staging.developments as
select
    development_id,
    year::integer as year,
    date::date as date,
    kind,
    title,
    source_id
from raw.developments;
