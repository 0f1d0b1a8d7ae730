-- Which numbers does an indicator have? One row per published number, or per statement that gives none.
-- Numbers may share an axis only within one comparable_group.
-- key: observation_id
create table marts.observations as
with printed as (
    select
        estimate_id as observation_id,
        indicator_id,
        source_id,
        null as year,
        (select area_code from staging.areas where area_type = 'land') as area_code,
        recall_period,
        population,
        subgroup,
        sex,
        age_from,
        age_to,
        violence as category,
        coalesce(percent, ratio) as value,
        coalesce(percent_low, persons_low) as low,
        coalesce(percent_high, persons_high) as high,
        case
            when ratio is not null then 'ganger'
            when coalesce(persons_low, persons_high) is not null then 'personer'
            else 'prosent'
        end as unit,
        "precision",
        wording,
        as_worded,
        'undersøkelse' as method,
        base,
        base_origin,
        ci_low,
        ci_high,
        ci_origin,
        comparable_group,
        is_provisional,
        false as is_unconfirmed,
        missing_reason,
        in_plan,
        plan_section,
        null as note
    from marts.prevalence
),

added as (
    select
        observations.observation_id,
        observations.indicator_id,
        observations.source_id,
        observations.area_code,
        observations.year,
        observations.recall_period,
        observations.population,
        observations.subgroup,
        observations.sex,
        observations.age_from,
        observations.age_to,
        observations.category,
        observations.value,
        observations.low,
        observations.high,
        indicators.unit,
        observations."precision",
        observations.wording,
        observations.as_worded,
        indicators.method,
        indicators.unit = 'prosent' and indicators.method = 'undersøkelse' as is_sampled,
        observations.base,
        case
            when observations.value is null or indicators.unit <> 'prosent' then null
            when indicators.method = 'undersøkelse' then if(observations.base is null, 'Antall svar er ikke oppgitt', 'Antall som svarte')
            when observations.base is not null then 'Antall i alt'
        end as base_origin,
        -- What has been counted in full has no interval: only answers are a sample.
        if(is_sampled, wilson_low(observations.value, observations.base), null) as ci_low,
        if(is_sampled, wilson_high(observations.value, observations.base), null) as ci_high,
        if(
            is_sampled and observations.base is not null,
            interval_origin(observations.value, observations."precision"),
            null
        ) as ci_origin,
        comparable_group(
            observations.source_id, observations.population, observations.recall_period, sources.mode
        ) as comparable_group,
        observations.is_provisional,
        observations.is_unconfirmed,
        observations.missing_reason,
        observations.in_plan,
        observations.plan_section,
        observations.note
    from staging.observations as observations
    inner join staging.indicators as indicators using (indicator_id)
    inner join staging.sources as sources using (source_id)
)

select
    numbers.* exclude (area_code, is_sampled),
    areas.area_code,
    areas.area
from (
    from printed
    union all by name
    from added
) as numbers
inner join staging.areas as areas using (area_code);

comment on table marts.observations is 'Published numbers, each of an indicator or told in words alone. One row per number.';
comment on column marts.observations.observation_id is 'Key';
comment on column marts.observations.indicator_id is 'Indicator it belongs to; empty where it is told in words alone';
comment on column marts.observations.source_id is 'Source';
comment on column marts.observations.year is 'Year the number is about; empty where the source gives none of its own';
comment on column marts.observations.recall_period is 'Period asked about, or counted; empty where it is not printed';
comment on column marts.observations.population is 'Who was asked, or what was counted';
comment on column marts.observations.subgroup is 'Part of the population the number is about; empty for all of it';
comment on column marts.observations.sex is '«kvinner», «menn», «jenter», «gutter», «begge» or «ukjent»';
comment on column marts.observations.age_from is 'Youngest the number is about, years';
comment on column marts.observations.age_to is 'Oldest the number is about, years; empty is open-ended';
comment on column marts.observations.category is 'What the number is of, as the source words it';
comment on column marts.observations.value is 'The number, in the unit, where the source gives one';
comment on column marts.observations.low is 'Lower end of a range, or what the number is over, in the unit';
comment on column marts.observations.high is 'Upper end of a range, or what the number is under, in the unit';
comment on column marts.observations.unit is '«prosent», «personer», «antall», «kroner», «døgn» or «ganger»';
comment on column marts.observations."precision" is 'How the source words the number; empty where there is no number';
comment on column marts.observations.wording is 'The few words of the source that carry the number';
comment on column marts.observations.as_worded is 'The number in the words of the source, where they are not digits and unit';
comment on column marts.observations.method is '«undersøkelse» where people have answered, «register» where somebody has counted';
comment on column marts.observations.base is 'Number that a share is of, of the same sex; empty where it is not printed';
comment on column marts.observations.base_origin is 'Where the base comes from';
comment on column marts.observations.ci_low is 'Lower end of the Wilson 95 % interval, percent';
comment on column marts.observations.ci_high is 'Upper end of the Wilson 95 % interval, percent';
comment on column marts.observations.ci_origin is 'What the interval is worked out from';
comment on column marts.observations.comparable_group is 'Same source, population, period and mode: only these may share an axis';
comment on column marts.observations.is_provisional is 'The publisher says that the number is provisional';
comment on column marts.observations.is_unconfirmed is 'Read from somebody''s rendering, not from the publication itself';
comment on column marts.observations.missing_reason is 'Why there is no number, where there is none';
comment on column marts.observations.in_plan is 'Printed in the action plan; false for later additions';
comment on column marts.observations.plan_section is 'Section of the action plan';
comment on column marts.observations.note is 'What a reader must know of this number';
comment on column marts.observations.area_code is 'Area the number is about';
comment on column marts.observations.area is 'Name of the area';
