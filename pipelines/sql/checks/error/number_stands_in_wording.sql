-- Each number of a row stands in the words the row says it was read from.
with numbers as (
    select source_id, observation_id as row_name, wording, unnest([value, low, high]) as number
    from marts.observations
    where as_worded is null or in_plan
    union all
    select source_id, concat_ws(' ', area, user_group, use) as row_name, wording, unnest([amount, amount_low, amount_high, percent_low]) as number
    from marts.crisis_centre_use
    where in_plan
    union all
    select source_id, concat_ws(' ', year, age_group, concern) as row_name, wording, unnest([cases, percent]) as number
    from marts.advisory_cases
    where in_plan and not is_derived
    union all
    select source_id, relation as row_name, wording, victims as number
    from marts.homicides
    where in_plan
)

select
    source_id,
    format('{}: tallet {} står ikke i «{}»', row_name, norwegian(number), coalesce(wording, '')) as detail
from numbers
where not coalesce(carries_number(wording, number), number is null)
