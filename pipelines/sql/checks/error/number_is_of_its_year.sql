-- No number is of a year that has not begun, outside the period it is about, or another than its name has; and no survey
-- was told of before it was made.
-- expected: et år som er begynt, og som passer med perioden og nøkkelen
-- at: observations.year, sources.year, prevalence.recall_period
select
    source_id,
    format('{}: {} er ikke begynt', observation_id, year) as detail
from marts.observations
where year > year(coalesce(getvariable('today'), current_date))
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
where
    year < list_max(regexp_extract_all(fieldwork, '\d{4}')::integer[])
    -- The next plan may be told of before it is there.
    or (year > year(coalesce(getvariable('today'), current_date)) and source_id not in (select source_id from staging.plans))
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
