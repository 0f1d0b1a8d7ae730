-- What the plan prints stands in a section of it, and nothing else does.
-- expected: et avsnitt for det som står i planen, og ikke for annet
-- at: observations.plan_section, prevalence.plan_section
select
    source_id,
    format(
        '{}: {}', observation_id,
        if(in_plan, 'står i planen, men avsnittet er ikke oppgitt', format('står ikke i planen, men har avsnitt {}', plan_section))
    ) as detail
from marts.observations
where in_plan <> (plan_section is not null)
