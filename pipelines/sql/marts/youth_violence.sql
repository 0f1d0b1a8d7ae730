-- What have young people met from an adult at home, and how often? One row per act × frequency.
-- How the rows that sum several acts hang together need not be explained (the two kinds may make another number than the
-- one printed for both): each is shown as printed, never added, stacked or subtracted.
-- key: act, frequency
create table marts.youth_violence as
select
    youth_violence.act,
    youth_violence.severity,
    youth_violence.frequency,
    youth_violence.respondents,
    youth_violence.percent,
    100e0 * youth_violence.respondents / youth_base.base as percent_of_base,
    wilson_low(100e0 * youth_violence.respondents / youth_base.base, youth_base.base) as ci_low,
    wilson_high(100e0 * youth_violence.respondents / youth_base.base, youth_base.base) as ci_high,
    youth_base.base,
    round(100e0 * youth_violence.respondents / youth_base.base) = youth_violence.percent as fits_base,
    youth_violence.plan_section is not null as in_plan,
    youth_violence.plan_section,
    youth_violence.source_id
from staging.youth_violence
inner join marts.youth_base using (source_id);

comment on table marts.youth_violence is 'Physical violence from an adult at home, as a survey of young people prints it. One row per act × frequency.';
comment on column marts.youth_violence.act is 'Act, as printed';
comment on column marts.youth_violence.severity is 'Severity as the researchers name it (which acts are «mindre alvorlig», the plan does not say: our reading); rows that sum several acts say «samlet»';
comment on column marts.youth_violence.frequency is '«En gang», «Flere ganger» or «Totalt»';
comment on column marts.youth_violence.respondents is 'Persons who answered so';
comment on column marts.youth_violence.percent is 'Share of those who answered, as printed (whole percent)';
comment on column marts.youth_violence.percent_of_base is 'Respondents among base, percent, unrounded; what the interval is an interval of';
comment on column marts.youth_violence.ci_low is 'Lower end of the Wilson 95 % interval of respondents among base, percent';
comment on column marts.youth_violence.ci_high is 'Upper end of the Wilson 95 % interval of respondents among base, percent';
comment on column marts.youth_violence.base is 'Number of answers, worked out (see youth_base): it is not printed';
comment on column marts.youth_violence.fits_base is 'The printed percentage fits the base';
comment on column marts.youth_violence.in_plan is 'Printed in the action plan, not added later';
comment on column marts.youth_violence.plan_section is 'Section of the action plan';
comment on column marts.youth_violence.source_id is 'Source';
