-- Of every target group each part is told: by numbers, or by one reason alone why there are none.
-- expected: tall, eller én grunn til at det ikke er noen, for hver del av hver målgruppe
with parts as (
    select unnest(['know', 'services', 'advice']) as part
)

select
    null as source_id,
    format(
        'group_numbers.csv, {}, {}: skal ha tall, eller én grunn til at det ikke er noen', plan_groups.name, parts.part
    ) as detail
from marts.plan_groups
cross join parts
left join marts.group_numbers using (group_id, part)
group by plan_groups.name, parts.part
having
    count(fact_id) + count(hole) + count(not_applicable) <> count(*)
    or (count(hole) + count(not_applicable) > 0 and count(*) > 1)
