-- A date before the plan is in force, or a deadline after its last date, may be a year written wrong.
with dates as (
    select source_id, format('plan_dates.csv, {}', date_id) as what, "date" as day
    from staging.plan_dates
    union all
    select null as source_id, format('measure_parts.csv, tiltak {}', measure_no) as what, deadline as day
    from staging.measure_parts
    where deadline is not null
),

plan as (
    select valid_from, (select max("date") from staging.plan_dates) as last_date
    from staging.plans
    where plan_id in (from staging.chosen_plan)
)

select distinct
    dates.source_id,
    if(
        day < valid_from,
        format('{}: {} er før planen gjelder, {}.', what, day_written(day), day_written(valid_from)),
        format('{}: {} er etter den siste datoen i plan_dates.csv, {}.', what, day_written(day), day_written(last_date))
    ) as detail
from dates
cross join plan
where day < valid_from or day > last_date
