-- What is new since the plan was written? One row per development.
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
    developments.year,
    developments.date,
    developments.kind,
    developments.title,
    coalesce(measures.measure_nos, []) as measure_nos,
    developments.source_id
from staging.developments
left join measures using (development_id)
order by coalesce(date, make_date(year, 12, 31)), development_id;

comment on table marts.developments is 'What is new nationally since the plan was written. One row per development.';
comment on column marts.developments.development_id is 'Key';
comment on column marts.developments.year is 'Year';
comment on column marts.developments.date is 'Date, where known';
comment on column marts.developments.kind is 'Kind of change';
comment on column marts.developments.title is 'What is new';
comment on column marts.developments.measure_nos is 'Measures it bears on';
comment on column marts.developments.source_id is 'Source';
