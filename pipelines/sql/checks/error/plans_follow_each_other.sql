-- Which plan is in force on a day, is told by when each begins to be: where there are several, all but the first say it.
-- expected: en dato planen gjelder fra, som ingen annen plan har, og tiltakene i den
with plans as (
    select
        *,
        lag(valid_from) over following as before_it,
        row_number() over following > 1 as is_later
    from staging.plans
    window following as (order by valid_from nulls first, plan_id)
)

select
    source_id,
    format('{}: plans.csv må si når planen gjelder fra, og ingen annen plan kan gjelde fra samme dag', title) as detail
from plans
where is_later and (valid_from is null or valid_from = before_it)
union all
select
    source_id,
    format('{}: measures.csv har ingen tiltak i planen, og det er den det spørres om når den gjelder', title) as detail
from plans
where is_later and plan_id not in (select plan_id from raw.measures)
