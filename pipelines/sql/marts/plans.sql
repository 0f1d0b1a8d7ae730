-- Which plans are there, and when is each valid? One row per plan.
-- key: plan_id
create table marts.plans as
select
    plan_id,
    title,
    short_title,
    title_in_text,
    valid_from,
    valid_until,
    validity_said_by,
    address,
    source_id,
    plan_id in (from staging.chosen_plan) as is_chosen
from staging.plans
order by valid_from nulls first, plan_id;

comment on table marts.plans is 'The plans that the municipalities have together. One row per plan.';
comment on column marts.plans.plan_id is 'Key';
comment on column marts.plans.title is 'Title as published';
comment on column marts.plans.short_title is 'What it is called in a sentence';
comment on column marts.plans.title_in_text is 'The whole title in a sentence, in the definite form';
comment on column marts.plans.valid_from is 'First day it is valid, as far as anybody has said it; of a year alone its first day';
comment on column marts.plans.valid_until is 'Last day it is valid, as far as anybody has said it; of a year alone its last day';
comment on column marts.plans.validity_said_by is 'Source that says when it is valid';
comment on column marts.plans.address is 'Web address where it is published';
comment on column marts.plans.source_id is 'The plan itself as a source';
comment on column marts.plans.is_chosen is 'The plan whose measures, dates and texts stand in the other tables: a database for each plan';
