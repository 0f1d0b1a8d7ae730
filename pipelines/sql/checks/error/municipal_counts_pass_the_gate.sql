-- Counts of a place smaller than those that publish them themselves, come through the gate and by no other way.
-- A count among the observations is public where its source lets it be used anew, and in no case where it is so small that
-- it could give somebody away: neither as it stands, nor as what a share of a known number leaves on either side, nor as
-- what is left of both sexes when one of them is taken away, or all that are told of. How many a share is of may be printed
-- beside it, or be how many its source has asked. Where it is not known of a small place, nobody can tell whether a share
-- gives somebody away; but what is open data of a register has been published as it is. What is not worked out: an age
-- within another, a part of a group beside all of it, categories that make up a whole, other sources, and ranges.
-- expected: bare tall som er åpne, og så store at ingen kan bli kjent igjen
-- at: observations.area_code
with ours as (
    select 'crisis_centre_use.csv' as file, 'krisesenter' as publishes, source_id, area_code, [amount, amount_low, amount_high] as counts
    from staging.crisis_centre_use
    union all
    select 'advisory_cases.csv' as file, 'fylke' as publishes, source_id, area_code, [cases] as counts
    from staging.advisory_cases
),

placed as (
    select
        *,
        concat(file, ': tall for ', area) as which,
        area_type not in ('land', publishes) as is_of_others
    from ours
    inner join staging.areas using (area_code)
),

counted as (
    select
        observations.*,
        unnest([observations.value, observations.low, observations.high]) as number,
        case
            when observations.sex in ('kvinner', 'jenter') then sources.respondents_female
            when observations.sex in ('menn', 'gutter') then sources.respondents_male
            else coalesce(sources.respondents, sources.respondents_female + sources.respondents_male)
        end as asked_by_source,
        -- How many times something was counted is a count too; in a survey it is how many times as much.
        indicators.unit in ('antall', 'personer') or (indicators.unit = 'ganger' and indicators.method = 'register') as is_count,
        indicators.unit = 'prosent' as is_share,
        indicators.method = 'register' as is_counted,
        coalesce(base, asked_by_source) as asked,
        case when is_count then value when is_share then round(value * asked / 100) end as cases
    from staging.observations as observations
    inner join staging.indicators as indicators using (indicator_id)
    inner join staging.sources as sources using (source_id)
),

by_sex as (
    select distinct
        observation_id,
        source_id,
        indicator_id,
        area_code,
        sex,
        is_share,
        (year, recall_period, population, subgroup, age_from, age_to, category) as part,
        cases,
        asked
    from counted
),

told as (
    select
        counted.observation_id,
        counted.source_id,
        areas.area,
        areas.area_type,
        sources.licence,
        is_count or (is_counted and base is not null) as is_of_counts,
        is_share
        and number is not null
        and base is null
        and areas.area_type <> 'fylke'
        and not (is_counted and is_open_data(licence)) as is_of_unknown,
        case
            when is_count then [number, base, base - number]
            when is_share
                then [
                    base,
                    round(number * base / 100),
                    base - round(number * base / 100),
                    round(number * asked_by_source / 100),
                    asked_by_source - round(number * asked_by_source / 100)
                ]
            else [base]
        end as counts
    from counted
    inner join staging.areas as areas using (area_code)
    inner join staging.sources as sources using (source_id)
    where areas.area_type <> 'land'
),

-- What is left of both sexes without one of them, and without all that are told of.
left_over as (
    select
        both_sexes.source_id,
        concat(min(one.observation_id), ': tall for ', areas.area, ' sammen med ', both_sexes.observation_id) as which,
        areas.area_type,
        any_value(both_sexes.asked) - sum(one.asked) as asked_left,
        -- Of shares, what is left of nobody is how they were rounded.
        if(any_value(one.is_share) and asked_left = 0, 0, any_value(both_sexes.cases) - sum(one.cases)) as cases_left,
        [cases_left, asked_left, asked_left - cases_left] as counts
    from by_sex as both_sexes
    inner join by_sex as one using (source_id, indicator_id, area_code, part)
    inner join staging.areas as areas using (area_code)
    where both_sexes.sex = 'begge' and one.sex <> 'begge' and areas.area_type <> 'land'
    group by
        both_sexes.source_id, both_sexes.observation_id, areas.area, areas.area_type,
        grouping sets ((one.observation_id), ())
),

judged as (
    select
        source_id,
        concat(observation_id, ': tall for ', area) as which,
        counts,
        area_type,
        is_of_unknown,
        is_of_counts and not is_open_data(licence) as is_of_others
    from told
    union all by name
    select source_id, which, counts, area_type, false as is_of_unknown, false as is_of_others
    from placed
    where not is_of_others
    union all by name
    select source_id, which, counts, area_type, false as is_of_unknown, false as is_of_others
    from left_over
),

small as (
    select *, area_type not in ('land', 'fylke') and len(list_filter(counts, lambda persons: is_small(persons))) > 0 as gives_away
    from judged
)

select distinct
    source_id,
    concat(
        which,
        case
            when publishes = 'krisesenter' then ' legges inn på siden «Tall fra krisesenteret», eller med python -m pipelines.gate'
            else ' legges ikke ut: bare tall for fylket og landet er åpne'
        end
    ) as detail
from placed
where is_of_others
union
select
    source_id,
    concat(
        which, ' legges ikke ut når de er, eller lar noen regne ut, 1–', smallest_shown() - 1, ': noen kan bli kjent igjen',
        if(
            area_type = 'krisesenter',
            '. Senterets egne tall legges inn på siden «Tall fra krisesenteret», eller med python -m pipelines.gate',
            ''
        )
    ) as detail
from small
where gives_away
union
select
    source_id,
    concat(which, ' må ha en kilde med en lisens for åpne data: CC BY 4.0, CC0 eller NLOD') as detail
from small
where is_of_others and not gives_away
union
select
    source_id,
    concat(which, ' må ha «Antall spurt»: uten det kan ingen se om andelen gjør at noen kan bli kjent igjen') as detail
from small
where is_of_unknown and not gives_away
