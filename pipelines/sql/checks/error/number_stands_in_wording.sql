-- Each number of a row stands in the words the row says it was read from.
-- expected: ordene i kilden, med tallet i
-- at: prevalence.wording, observations.wording
with numbers as (
    select source_id, observation_id, wording, unnest([value, low, high]) as number
    from marts.observations
    where (in_plan or wording is not null) and not is_derived and (as_worded is null or in_plan)
)

select
    source_id,
    format('{}: tallet {} står ikke i «{}»', observation_id, norwegian(number), coalesce(wording, '')) as detail
from numbers
where not coalesce(carries_number(wording, number), number is null)
