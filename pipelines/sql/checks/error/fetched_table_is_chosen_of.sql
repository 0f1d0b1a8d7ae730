-- Of a table that is fetched into an indicator, it is said what is chosen of it and what its numbers are of.
-- expected: hva som skal hentes, for hver tabell som hører til en indikator
-- at: fetched_tables
select
    null as source_id,
    format('fetched_tables.csv, {}: det er ikke sagt hva som skal hentes av tabell {}', fetch_id, table_no) as detail
from staging.fetched_tables
where
    indicator_id is not null
    and (contents is null or contents_wording is null or region is null or years is null or population is null or category is null)
