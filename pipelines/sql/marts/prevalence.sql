-- How many are exposed, to what, by whom? One row per published estimate.
-- Estimates may share an axis only within one comparable_group.
-- key: estimate_id
create table marts.prevalence as
with based as (
    select
        prevalence.*,
        sources.mode,
        case
            when percent is null or subgroup is not null then null
            when sex = 'kvinner' then sources.respondents_female
            when sex = 'menn' then sources.respondents_male
            else coalesce(youth_base.base, sources.respondents)
        end as respondents,
        youth_base.base is not null as is_base_derived
    from staging.prevalence
    inner join staging.sources using (source_id)
    left join marts.youth_base using (source_id)
)

select
    estimate_id,
    indicator_id,
    source_id,
    violence,
    population,
    subgroup,
    sex,
    age_from,
    age_to,
    recall_period,
    percent,
    percent_low,
    percent_high,
    persons_low,
    persons_high,
    ratio,
    "precision",
    wording,
    -- A share that the plan spells is read as it is spelled: «omtrent én av ti».
    if("precision" in ('én av', 'om lag'), spelled_share(wording), null) as as_worded,
    respondents as base,
    case
        when percent is null then null
        when respondents is null then 'Antall svar er ikke oppgitt'
        when sex = 'kvinner' then 'Antall kvinner som deltok'
        when sex = 'menn' then 'Antall menn som deltok'
        when is_base_derived then 'Utledet: minste antall svar som passer med flest prosenter i tabellen'
        else 'Antall som deltok'
    end as base_origin,
    wilson_low(percent, respondents) as ci_low,
    wilson_high(percent, respondents) as ci_high,
    if(respondents is null, null, interval_origin(percent, "precision")) as ci_origin,
    comparable_group(source_id, population, recall_period, mode) as comparable_group,
    is_provisional,
    missing_reason,
    in_plan,
    plan_section
from based;

comment on table marts.prevalence is 'How many are exposed to violence, as published. One row per estimate.';
comment on column marts.prevalence.estimate_id is 'Key';
comment on column marts.prevalence.indicator_id is 'Indicator it belongs to; empty where it is told in words alone';
comment on column marts.prevalence.source_id is 'Source';
comment on column marts.prevalence.violence is 'Kind of violence, as the source words it';
comment on column marts.prevalence.population is 'Who was asked';
comment on column marts.prevalence.subgroup is 'Part of the population the estimate is about; empty for all of it';
comment on column marts.prevalence.sex is '«kvinner», «menn» or «begge»';
comment on column marts.prevalence.age_from is 'Youngest the estimate is about, years';
comment on column marts.prevalence.age_to is 'Oldest the estimate is about, years; empty is open-ended';
comment on column marts.prevalence.recall_period is 'Period asked about; empty where it is not printed';
comment on column marts.prevalence.percent is 'Share exposed, percent, where the source gives one figure';
comment on column marts.prevalence.percent_low is 'Lower end of a range, or what the share is over, percent';
comment on column marts.prevalence.percent_high is 'Upper end of a range, or what the share is under, percent';
comment on column marts.prevalence.persons_low is 'Lower end of a number of persons';
comment on column marts.prevalence.persons_high is 'Upper end of a number of persons';
comment on column marts.prevalence.ratio is 'How many times as likely as those compared with';
comment on column marts.prevalence."precision" is 'How the source words the number; empty where there is no number';
comment on column marts.prevalence.wording is 'The few words of the source that carry the number';
comment on column marts.prevalence.as_worded is 'The share as the source spells it, where it does';
comment on column marts.prevalence.base is 'Number of respondents the share is of, of the same sex; empty where it is not printed';
comment on column marts.prevalence.base_origin is 'Where the base comes from';
comment on column marts.prevalence.ci_low is 'Lower end of the Wilson 95 % interval, percent';
comment on column marts.prevalence.ci_high is 'Upper end of the Wilson 95 % interval, percent';
comment on column marts.prevalence.ci_origin is 'What the interval is worked out from';
comment on column marts.prevalence.comparable_group is 'Same survey, population, recall period and mode: only these may share an axis';
comment on column marts.prevalence.is_provisional is 'The publisher says that the number is provisional';
comment on column marts.prevalence.missing_reason is 'Why there is no number, where there is none';
comment on column marts.prevalence.in_plan is 'Printed in the action plan; false for later additions';
comment on column marts.prevalence.plan_section is 'Section of the action plan';
