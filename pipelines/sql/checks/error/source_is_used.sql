-- Every source is used, if only by another plan, but for the crisis centre, which may not have delivered yet.
-- expected: en kilde som brukes, eller at raden tas bort
select
    source_id,
    format('{} brukes ikke i noen tabell', title) as detail
from marts.sources
where
    source_id not in (select area_code from staging.areas where area_type = 'krisesenter')
    and source_id not in (
        select source_id from marts.observations
        union all
        select source_id from marts.youth_violence
        union all
        select source_id from staging.crisis_centre_use
        union all
        select source_id from marts.advisory_cases
        union all
        select source_id from marts.homicides
        union all
        select source_id from marts.population
        union all
        select source_id from marts.population_totals
        union all
        select source_id from raw.measures
        union all
        select source_id from marts.plans
        union all
        select validity_said_by from marts.plans where validity_said_by is not null
        union all
        select source_id from raw.plan_dates
        union all
        select source_id from raw.plan_mandate
        union all
        select source_id from raw.plan_limits
        union all
        select source_id from marts.developments where source_id is not null
        union all
        select source_id from marts.laws
        union all
        select source_id from marts.words where source_id is not null
    )
