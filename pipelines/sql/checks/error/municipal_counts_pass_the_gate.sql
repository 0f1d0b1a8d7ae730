-- Counts of a place smaller than those that publish them themselves, come through the gate and by no other way.
with counted as (
    select 'crisis_centre_use.csv' as file, source_id, area_code from staging.crisis_centre_use
    union all
    select 'advisory_cases.csv' as file, source_id, area_code from staging.advisory_cases
)

select distinct
    source_id,
    format('{}: tall for {} vises bare når de er kommet gjennom kontrollen av små tall (crisis_centre_gated.csv)', file, area) as detail
from counted
inner join staging.areas using (area_code)
where area_type not in ('land', if(file = 'advisory_cases.csv', 'fylke', 'krisesenter'))
