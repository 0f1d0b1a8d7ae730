-- The source prints one row an act with a pair of columns a frequency; here one row per act × frequency.
create view staging.youth_violence as
select
    act,
    severity,
    'En gang' as frequency,
    once_respondents::integer as respondents,
    once_percent::double as percent,
    plan_section,
    source_id
from raw.youth_violence
union all by name
select
    act,
    severity,
    'Flere ganger' as frequency,
    several_times_respondents::integer as respondents,
    several_times_percent::double as percent,
    plan_section,
    source_id
from raw.youth_violence
union all by name
select
    act,
    severity,
    'Totalt' as frequency,
    total_respondents::integer as respondents,
    total_percent::double as percent,
    plan_section,
    source_id
from raw.youth_violence;
