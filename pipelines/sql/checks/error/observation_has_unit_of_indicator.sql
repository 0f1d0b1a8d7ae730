-- The numbers of an indicator count what it says that they count.
-- expected: enheten som indikatoren har
-- at: prevalence.indicator_id
select
    observations.source_id,
    format('{}: {} i en indikator for {}', observations.observation_id, observations.unit, indicators.unit) as detail
from marts.observations as observations
inner join marts.indicators as indicators using (indicator_id)
where observations.unit <> indicators.unit and observations.missing_reason is null
