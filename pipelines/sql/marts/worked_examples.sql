-- What would a national share mean here? One row per estimate × area: those of the plan together, and each municipality
-- that is large enough. A worked example, not a figure of the area: the share is the same everywhere, and bands of two areas
-- may not be compared. Lifetime shares are never set against one year's users.
-- key: estimate_id, area_code
create table marts.worked_examples as
with shares as (
    select
        estimate_id,
        source_id,
        violence,
        population,
        sex,
        recall_period,
        percent as printed_percent,
        percent,
        coalesce(wilson_low(least_printed_so(percent, as_worded), base), percent_low) as percent_low,
        coalesce(wilson_high(most_printed_so(percent, as_worded), base), percent_high) as percent_high,
        "precision",
        wording,
        as_worded,
        in_plan,
        plan_section
    from marts.prevalence
    where
        subgroup is null
        -- The youth survey prints counts too, and its shares are taken from them.
        and source_id not in (select source_id from marts.youth_violence)
        and coalesce(ci_low, percent_low) is not null
        and coalesce(ci_high, percent_high) is not null
    union all
    select
        concat(
            case severity
                when 'alvorlig, samlet' then 'youth_severe_'
                when 'mindre alvorlig, samlet' then 'youth_less_severe_'
                else 'youth_any_'
            end,
            sources.year
        ) as estimate_id,
        source_id,
        act as violence,
        'ungdom' as population,
        'begge' as sex,
        'i oppveksten' as recall_period,
        percent as printed_percent,
        percent_of_base as percent,
        ci_low as percent_low,
        ci_high as percent_high,
        'eksakt' as "precision",
        format('{} % ({} svar)', norwegian(percent), norwegian(youth_violence.respondents)) as wording,
        null as as_worded,
        youth_violence.in_plan,
        youth_violence.plan_section
    from marts.youth_violence
    inner join staging.sources using (source_id)
    where severity like '%samlet' and frequency = 'Totalt'
),

areas as (
    select area_code, area_type
    from staging.areas
    where
        area_type = 'samlet'
        or (
            area_type = 'kommune'
            and area_code not in (
                select area_members.member_code
                from staging.area_members
                inner join staging.areas using (area_code)
                where areas.area_type = 'småkommuner'
            )
        )
),

-- The population of exactly the ages that were asked; a survey whose ages the bands can not make up has none.
asked as (
    select
        shares.estimate_id,
        population.area_code,
        population.area,
        areas.area_type,
        population.year as population_year,
        population.source_id as population_source_id,
        sources.age_from,
        sources.age_to,
        sum(population.persons)::integer as inhabitants
    from shares
    inner join staging.sources using (source_id)
    inner join marts.population as population
        on
            population.age_from >= sources.age_from
            and population.age_to <= sources.age_to
            and shares.sex in ('begge', population.sex)
    inner join areas on population.area_code = areas.area_code
    where population.year = (select max(year) from marts.population)
    group by all
    having min(population.age_from) = sources.age_from and max(population.age_to) = sources.age_to
)

select
    shares.estimate_id,
    asked.area_code,
    asked.area,
    asked.area_type,
    shares.violence,
    shares.population,
    shares.sex,
    asked.age_from,
    asked.age_to,
    shares.recall_period,
    shares.printed_percent,
    shares.percent,
    shares.percent_low,
    shares.percent_high,
    shares."precision",
    shares.wording,
    shares.as_worded,
    asked.inhabitants,
    asked.population_year,
    coarse_low(
        example_low(asked.inhabitants, shares.percent, shares.percent_low),
        example_high(asked.inhabitants, shares.percent, shares.percent_high)
    ) as persons_low,
    coarse_high(example_high(asked.inhabitants, shares.percent, shares.percent_high)) as persons_high,
    shares.in_plan,
    shares.plan_section,
    shares.source_id,
    asked.population_source_id,
    dense_rank() over (
        order by
            shares.population = 'befolkningen',
            sources.year desc,
            shares.printed_percent desc nulls last,
            shares.estimate_id
    ) = 1 as is_first
from shares
inner join asked using (estimate_id)
inner join staging.sources as sources on shares.source_id = sources.source_id;

comment on table marts.worked_examples is 'A national share times the population of exactly the ages asked. Worked examples, not figures of the area. One row per estimate × area.';
comment on column marts.worked_examples.estimate_id is 'Estimate of marts.prevalence, or «youth_any_» and the year of the survey for all acts of the youth table together';
comment on column marts.worked_examples.area_code is 'Area: the municipalities of the plan together, or one that is large enough';
comment on column marts.worked_examples.area is 'Name of the area';
comment on column marts.worked_examples.area_type is 'Role of the area';
comment on column marts.worked_examples.violence is 'Kind of violence, as the source words it';
comment on column marts.worked_examples.population is 'Who was asked';
comment on column marts.worked_examples.sex is '«kvinner», «menn» or «begge»';
comment on column marts.worked_examples.age_from is 'Youngest asked, years';
comment on column marts.worked_examples.age_to is 'Oldest asked, years';
comment on column marts.worked_examples.recall_period is 'Period asked about';
comment on column marts.worked_examples.printed_percent is 'National share as printed, percent; empty where the source prints a range';
comment on column marts.worked_examples.percent is 'The same unrounded, where counts are printed; what the band is reckoned from';
comment on column marts.worked_examples.percent_low is 'Lower end of the interval of the least share that is printed so, or of the range';
comment on column marts.worked_examples.percent_high is 'Upper end of the interval of the largest share that is printed so, or of the range';
comment on column marts.worked_examples."precision" is 'How the source words the number';
comment on column marts.worked_examples.wording is 'The few words of the source that carry the number';
comment on column marts.worked_examples.as_worded is 'The share as the source spells it, where it does';
comment on column marts.worked_examples.inhabitants is 'Persons of the ages and sex that were asked, on 1 January';
comment on column marts.worked_examples.population_year is 'Year of the population';
comment on column marts.worked_examples.persons_low is 'Lower end of the band: share''s interval and chance of the population together, rounded coarsely';
comment on column marts.worked_examples.persons_high is 'Upper end of the band';
comment on column marts.worked_examples.in_plan is 'The share is printed in the action plan';
comment on column marts.worked_examples.plan_section is 'Section of the action plan';
comment on column marts.worked_examples.source_id is 'Source of the share';
comment on column marts.worked_examples.population_source_id is 'Source of the population';
comment on column marts.worked_examples.is_first is 'The one that is shown before another is chosen: of the newest survey of a part of the population, else of all, the largest share';
