-- Counts of a place smaller than those that publish them themselves, come through the gate and by no other way.
-- A count among the observations is public where its source lets it be used anew: it has a licence.
with counted as (
    select 'crisis_centre_use.csv' as file, source_id, area_code from staging.crisis_centre_use
    union all
    select 'advisory_cases.csv' as file, source_id, area_code from staging.advisory_cases
    union all
    select 'observations.csv' as file, observations.source_id, observations.area_code
    from staging.observations as observations
    inner join staging.indicators as indicators using (indicator_id)
    inner join staging.sources as sources using (source_id)
    where
        sources.licence is null
        and (
            indicators.unit in ('antall', 'personer')
            or (indicators.method = 'register' and observations.base is not null)
        )
)

select distinct
    source_id,
    format('{}: tall for {} vises bare når de er kommet gjennom kontrollen av små tall (crisis_centre_gated.csv)', file, area) as detail
from counted
inner join staging.areas using (area_code)
where
    area_type <> 'land'
    and area_type <> case file when 'advisory_cases.csv' then 'fylke' when 'crisis_centre_use.csv' then 'krisesenter' else '' end
