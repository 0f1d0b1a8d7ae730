-- No number is of a year that has not begun, that is later than what it was read in, outside the period it is about, or
-- another than its name has.
select
    source_id,
    format('{}: {} er ikke begynt', observation_id, year) as detail
from marts.observations
where year > year(current_date)
union all
select
    source_id,
    format('{}: {} er etter {}, som kilden er fra', observation_id, observations.year, sources.year) as detail
from marts.observations as observations
inner join marts.sources using (source_id)
where observations.year > sources.year
union all
select
    source_id,
    format('{}: {} er ikke i «{}»', observation_id, year, recall_period) as detail
from marts.observations
where
    regexp_matches(recall_period, '\d{4}')
    and not year between
        list_min(regexp_extract_all(recall_period, '\d{4}')::integer[])
        and list_max(regexp_extract_all(recall_period, '\d{4}')::integer[])
union all
select
    source_id,
    format('sources.csv, {}: {} er ikke begynt, eller er før «{}»', source_id, year, coalesce(fieldwork, '')) as detail
from marts.sources
where year > year(current_date) or year < list_max(regexp_extract_all(fieldwork, '\d{4}')::integer[])
union all
select
    observations.source_id,
    format('{}: navnet har et annet år enn {}', observation_id, coalesce(observations.year, sources.year)) as detail
from marts.observations as observations
inner join marts.sources using (source_id)
where
    -- Ours, which are made up of what the number is of, have spaces.
    regexp_matches(observation_id, '^[a-z0-9_]+_(19|20)\d\d(_[a-z_]+)?$')
    and not contains(observation_id, coalesce(observations.year, sources.year)::varchar)
