create view staging.fetched_tables as
select
    fetch_id,
    table_no,
    title,
    indicator_id,
    contents,
    contents_wording,
    region,
    country_code,
    chosen,
    years::integer as years,
    population,
    category
from raw.fetched_tables;
