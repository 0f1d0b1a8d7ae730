-- Where does the work on the new plan stand, and by when is each step to be done? One row per step.
-- The dates are reckoned backwards from the first council that is to treat the plan, or from the day the plan wants the
-- revision finished, if that is earlier or no council's date has been told. What the group has planned itself goes first.
-- Whether the councils have adopted the new plan, and whether it is in use, nothing tells: those two are never done here.
-- key: step_id
create table marts.steps_taken as
with councils as (
    select
        count(meets_on)::integer as told,
        count(*)::integer as councils,
        min(meets_on) as first_on
    from marts.council_meetings
),

finish as (
    select
        least(councils.first_on, finished.planned_on) as reckoned_from,
        case
            when councils.first_on <= coalesce(finished.planned_on, councils.first_on) then 'council'
            when finished.planned_on = finished.planned_in_plan then 'plan'
            when finished.planned_on is not null then 'group'
        end as reckoned_by
    from councils
    left join marts.plan_milestones as finished on finished.milestone_id = 'finished'
),

answers as (
    select
        (count(*) filter (where is_reported))::integer as done,
        count(*)::integer as asked
    from marts.task_status
),

open_round as (
    select
        tasks_reported as done,
        tasks as asked
    from marts.rounds
    where closed_at is null
),

counted as (
    select
        'constitute' as step_id,
        (count(*) filter (where is_appointed))::integer as done,
        count(*)::integer as asked
    from marts.appointments
    where seat = 'member'
    union all
    select 'collect' as step_id, coalesce(open_round.done, answers.done), coalesce(open_round.asked, answers.asked)
    from answers
    left join open_round on true
    union all
    select 'evaluate' as step_id, (count(*) filter (where is_concluded))::integer, count(*)::integer
    from marts.measure_evaluations
    union all
    select 'assess' as step_id, count(verdict)::integer, count(*)::integer
    from marts.measure_assessments
    union all
    select 'adopt' as step_id, told, councils
    from councils
),

stands as (
    select
        steps.step_id,
        steps.place,
        steps.step,
        counted.done,
        counted.asked,
        milestones.reached_on,
        case steps.step_id
            -- The group has a coordinator too, where the plan asks for one.
            when 'constitute'
                then
                    counted.asked > 0
                    and counted.done = counted.asked
                    and not exists (select 1 from marts.appointments where seat = 'reviser' and not is_appointed)
            when 'collect' then counted.asked > 0 and counted.done = counted.asked
            when 'evaluate' then counted.asked > 0 and counted.done = counted.asked
            when 'assess' then counted.asked > 0 and counted.done = counted.asked
            else false
        end or milestones.reached_on is not null as is_done,
        milestones.planned_on,
        milestones.planned_on is not distinct from milestones.planned_in_plan as is_planned_in_plan,
        case
            when steps.step_id = 'adopt' then councils.first_on
            else (finish.reckoned_from - to_weeks(steps.weeks_before))::date
        end as proposed_on,
        finish.reckoned_by,
        finish.reckoned_from
    from plan.marts.plan_steps as steps
    cross join councils
    cross join finish
    left join counted using (step_id)
    left join marts.plan_milestones as milestones using (milestone_id)
)

select
    step_id,
    place,
    step,
    done,
    asked,
    reached_on,
    is_done,
    is_done is false and place = min(place) filter (where not is_done) over () as is_next,
    coalesce(planned_on, proposed_on) as due_on,
    case
        when planned_on is not null then if(is_planned_in_plan, 'plan', 'group')
        when proposed_on is null then null
        when step_id = 'adopt' then 'council'
        else 'proposal'
    end as due_by,
    reckoned_by,
    reckoned_from
from stands
order by place;

comment on table marts.steps_taken is 'Where the work on the new plan stands. One row per step.';
comment on column marts.steps_taken.step_id is 'Key';
comment on column marts.steps_taken.place is 'Order';
comment on column marts.steps_taken.step is 'What is done';
comment on column marts.steps_taken.done is 'How many are done: municipalities with a member, tasks answered, measures with a conclusion on answers of at least half, measures assessed, councils with a date; empty where nothing is counted';
comment on column marts.steps_taken.asked is 'Of how many';
comment on column marts.steps_taken.reached_on is 'When its milestone was reached, as told';
comment on column marts.steps_taken.is_done is 'Nothing of it is left, or its milestone is reached; never where nothing tells';
comment on column marts.steps_taken.is_next is 'The first that is not done';
comment on column marts.steps_taken.due_on is 'By when; empty where nobody has said and nothing can be reckoned';
comment on column marts.steps_taken.due_by is '«plan», «group» where the group has set another day, «council», or «proposal» reckoned backwards';
comment on column marts.steps_taken.reckoned_by is 'Whose day proposals are reckoned backwards from: «council», «plan», or «group» where it has set another for the revision';
comment on column marts.steps_taken.reckoned_from is 'The day that proposals are reckoned backwards from';
