-- Concerns and age groups are held against all cases of their year, which some source must have printed.
-- expected: en rad med alle saker for hvert år som har rader for en bekymring eller en aldersgruppe
select
    any_value(source_id) as source_id,
    format('advisory_cases.csv {}: «alle saker» for «alle» mangler', year) as detail
from staging.advisory_cases
where area_code in (select area_code from staging.areas where area_type = 'land')
group by year
having count(*) filter (where age_group = 'alle' and concern = 'alle saker') = 0
