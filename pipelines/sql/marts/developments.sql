-- What is new nationally beside the plan, and what does it mean for a municipality? One row per development.
-- key: development_id
create table marts.developments as
with measures as (
    select
        development_id,
        list(measure_no order by measure_no) as measure_nos
    from staging.development_measures
    group by all
)

select
    developments.development_id,
    developments.date,
    left(developments.date, 4)::integer < plan.year as is_before_plan,
    developments.kind,
    developments.title,
    developments.consequence,
    coalesce(measures.measure_nos, []) as measure_nos,
    developments.address,
    developments.is_unconfirmed,
    developments.source_id,
    developments.note
from staging.developments
left join measures using (development_id)
left join
    (select min(year) as year from staging.sources where source_id in (select source_id from staging.plans where plan_id in (from staging.chosen_plan))) as plan
    on true
-- A year or a month without its day comes after the days of it that are known.
order by developments.date || 'x', development_id;

comment on table marts.developments is 'What is new nationally beside the plan. One row per development.';
comment on column marts.developments.development_id is 'Key';
comment on column marts.developments.date is 'Day, month or year, as exactly as it is known: 2023-08-14, 2023-12 or 2025';
comment on column marts.developments.is_before_plan is 'From a year before that of the plan';
comment on column marts.developments.kind is 'Kind of change';
comment on column marts.developments.title is 'What is new';
comment on column marts.developments.consequence is 'What it says, and what it means for a municipality';
comment on column marts.developments.measure_nos is 'Measures it bears on';
comment on column marts.developments.address is 'Where it was read; empty where that was a preview';
comment on column marts.developments.is_unconfirmed is 'Read from somebody''s rendering, not from the published page';
comment on column marts.developments.source_id is 'The same in the sources, where a figure uses it';
comment on column marts.developments.note is 'What is not known, or will mislead a reader who does not know it';
