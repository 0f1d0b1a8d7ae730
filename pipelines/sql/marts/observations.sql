-- Which numbers does an indicator have? One row per published number, or per statement that gives none.
-- Numbers may share an axis only within one comparable_group.
-- key: observation_id
create table marts.observations as
with printed as (
    select
        estimate_id as observation_id,
        indicator_id,
        source_id,
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
),

centres as (
    select
        concat_ws(' ', 'krisesenter', area_code, user_group, use, year, counting_method) as observation_id,
        indicators.indicator_id,
        source_id,
        crisis_centre_use.area_code,
        year,
        user_group as population,
        'begge' as sex,
        use as category,
        coalesce(amount, percent) as value,
        coalesce(amount_low, percent_low) as low,
        amount_high as high,
        if(coalesce(percent, percent_low) is null, 'antall', 'prosent') as unit,
        "precision",
        wording,
        if(percent_low is not null, split_part(wording, ' av ', 1), null) as as_worded,
        'register' as method,
        concat_ws(' · ', source_id, user_group, use, counting_method) as comparable_group,
        is_provisional,
        is_unconfirmed,
        missing_reason,
        in_plan,
        plan_section,
        note
    from marts.crisis_centre_use as crisis_centre_use
    left join staging.indicators as indicators
        on case indicators.kind
            when 'senterbruk' then in_plan and crisis_centre_use.area_type = indicators.area_type
            when 'årsserie'
                then not in_plan and crisis_centre_use.area_type = indicators.area_type and use = indicators.part
            when 'bosted' then not in_plan and crisis_centre_use.area_type not in ('land', indicators.area_type)
            else false
        end
),

cases as (
    select
        concat_ws(' ', 'kompetanseteamet', area_code, age_group, concern, year, source_id) as observation_id,
        indicators.indicator_id,
        source_id,
        advisory_cases.area_code,
        year,
        age_group as population,
        'begge' as sex,
        concern as category,
        coalesce(cases, percent) as value,
        if(cases is null, 'prosent', 'antall') as unit,
        if(value is null, null, 'eksakt') as "precision",
        wording,
        'register' as method,
        concat_ws(' · ', source_id, area_code, age_group) as comparable_group,
        is_provisional,
        is_unconfirmed,
        missing_reason,
        is_derived,
        in_plan,
        plan_section,
        note
    from marts.advisory_cases as advisory_cases
    left join staging.indicators as indicators
        on
            cases is not null
            and advisory_cases.area_type = indicators.area_type
            and case indicators.kind
                when 'bekymringer' then in_plan and concern <> 'alle saker' and age_group = indicators.part
                when 'saker' then concern = 'alle saker' and age_group = 'alle'
                else false
            end
),

deaths as (
    select
        concat_ws(' ', 'drap', year_from, year_to, relation) as observation_id,
        indicators.indicator_id,
        source_id,
        year_to as year,
        format('{}–{}', year_from, year_to) as recall_period,
        'personer drept' as population,
        'begge' as sex,
        relation as category,
        victims as value,
        'personer' as unit,
        'eksakt' as "precision",
        wording,
        'register' as method,
        concat_ws(' · ', source_id, year_from, year_to) as comparable_group,
        in_plan,
        plan_section
    from marts.homicides
    left join staging.indicators as indicators on indicators.kind = 'drap'
),

young as (
    select
        concat_ws(' ', 'ungdom', act, frequency) as observation_id,
        indicators.indicator_id,
        source_id,
        'i oppveksten' as recall_period,
        'ungdom' as population,
        'begge' as sex,
        act as category,
        frequency as subcategory,
        percent as value,
        youth_violence.respondents as numerator,
        'prosent' as unit,
        'eksakt' as "precision",
        format('{} ({} %)', norwegian(youth_violence.respondents), norwegian(percent)) as wording,
        'undersøkelse' as method,
        base,
        'Utledet: minste antall svar som passer med flest prosenter i tabellen' as base_origin,
        ci_low,
        ci_high,
        'Beregnet fra antallet' as ci_origin,
        comparable_group(source_id, 'ungdom', 'i oppveksten', sources.mode) as comparable_group,
        youth_violence.in_plan,
        youth_violence.plan_section
    from marts.youth_violence as youth_violence
    inner join staging.sources as sources using (source_id)
    left join staging.indicators as indicators
        on case indicators.kind
            when 'ungdom: alvor' then severity like '%samlet' and frequency = 'Totalt'
            when 'ungdom: handlinger' then severity not like '%samlet'
            else false
        end
),

numbers as (
    from printed
    union all by name
    from added
    union all by name
    from centres
    union all by name
    from cases
    union all by name
    from deaths
    union all by name
    from young
)

select
    numbers.observation_id,
    numbers.indicator_id,
    numbers.source_id,
    areas.area_code,
    areas.area,
    numbers.year,
    numbers.recall_period,
    numbers.population,
    numbers.subgroup,
    numbers.sex,
    numbers.age_from,
    numbers.age_to,
    numbers.category,
    numbers.subcategory,
    numbers.value,
    numbers.low,
    numbers.high,
    numbers.unit,
    numbers.numerator,
    numbers."precision",
    numbers.wording,
    numbers.as_worded,
    numbers.method,
    numbers.base,
    numbers.base_origin,
    numbers.ci_low,
    numbers.ci_high,
    numbers.ci_origin,
    numbers.comparable_group,
    coalesce(numbers.is_provisional, false) as is_provisional,
    coalesce(numbers.is_unconfirmed, false) as is_unconfirmed,
    numbers.missing_reason,
    coalesce(numbers.is_derived, false) as is_derived,
    numbers.in_plan,
    numbers.plan_section,
    numbers.note
from numbers
inner join staging.areas as areas
    on areas.area_code = coalesce(numbers.area_code, (select min(area_code) from staging.areas where area_type = 'land'));

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
comment on column marts.observations.subcategory is 'How often, in the youth table';
comment on column marts.observations.value is 'The number, in the unit, where the source gives one';
comment on column marts.observations.low is 'Lower end of a range, or what the number is over, in the unit';
comment on column marts.observations.high is 'Upper end of a range, or what the number is under, in the unit';
comment on column marts.observations.unit is '«prosent», «personer», «antall», «kroner», «døgn» or «ganger»';
comment on column marts.observations.numerator is 'The count that a share was worked out from, where it is printed beside it';
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
comment on column marts.observations.is_derived is 'Worked out here from other numbers of the source';
comment on column marts.observations.in_plan is 'Printed in the action plan; false for later additions';
comment on column marts.observations.plan_section is 'Section of the action plan';
comment on column marts.observations.note is 'What a reader must know of this number';
comment on column marts.observations.area_code is 'Area the number is about';
comment on column marts.observations.area is 'Name of the area';
