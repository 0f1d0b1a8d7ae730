-- In how many cases did the advisory team give advice, year by year? One row per year, in the whole country.
-- Of sources that tell of the same year the plan goes first; a note may come with the one that is not used.
-- key: year
create table marts.advisory_series as
with one_source_a_year as (
    select
        year,
        cases,
        is_provisional,
        is_unconfirmed,
        source_id,
        in_plan,
        plan_section,
        max(note) over (partition by year) as note
    from marts.advisory_cases
    where area_type = 'land' and age_group = 'alle' and concern = 'alle saker' and cases is not null
    qualify row_number() over (partition by year order by in_plan desc, source_id) = 1
)

select
    *,
    year - row_number() over (order by year) as segment
from one_source_a_year
order by year;

comment on table marts.advisory_series is 'Cases the advisory team gave advice in. One row per year, in the whole country.';
comment on column marts.advisory_series.year is 'Year';
comment on column marts.advisory_series.cases is 'Number of cases';
comment on column marts.advisory_series.is_provisional is 'Its publisher calls it provisional';
comment on column marts.advisory_series.is_unconfirmed is 'Read from a preview, and not confirmed';
comment on column marts.advisory_series.source_id is 'Source';
comment on column marts.advisory_series.in_plan is 'Printed in the plan';
comment on column marts.advisory_series.plan_section is 'Section of the plan';
comment on column marts.advisory_series.note is 'Note, maybe of a source that is not used';
comment on column marts.advisory_series.segment is 'The same for years that follow each other with none left out';
