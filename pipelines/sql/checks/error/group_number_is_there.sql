-- A number that is told of a target group is in the data.
-- expected: et tall som er i dataene
select
    null as source_id,
    format('group_numbers.csv, {}: tallet til {} finnes ikke i dataene', group_id, fact_id) as detail
from marts.group_numbers
inner join marts.facts using (fact_id)
left join marts.observations using (observation_id)
where coalesce(value, low, high) is null
