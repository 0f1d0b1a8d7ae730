-- What do people seek Kompetanseteamet's advice on? One row per year × area × age group × concern × source.
-- Case-work counts, not prevalence. Where a whole and its parts are printed, what is left is a row of its own.
-- key: year, area_code, age_group, concern, source_id
create table marts.advisory_cases as
with printed as (
    select *
    from staging.advisory_cases
),

wholes as (
    select
        year,
        area_code,
        source_id,
        cases
    from printed
    where age_group = 'alle' and concern = 'alle saker'
),

-- A share of all cases is turned into cases only where one single whole number fits the printed percentage.
under_18 as (
    select
        printed.year,
        printed.area_code,
        printed.source_id,
        coalesce(
            printed.cases,
            case
                when
                    ceil(wholes.cases * (percent - percent_rounding) / 100)
                    = ceil(wholes.cases * (percent + percent_rounding) / 100) - 1
                    then ceil(wholes.cases * (percent - percent_rounding) / 100)
            end
        )::integer as cases
    from printed
    inner join wholes using (year, area_code, source_id)
    where printed.age_group = 'under 18 år' and printed.concern = 'alle saker'
),

age_wholes as (
    select *, 'alle' as age_group from wholes
    union all by name
    select *, 'under 18 år' as age_group from under_18
    union all by name
    select
        year,
        area_code,
        source_id,
        wholes.cases - under_18.cases as cases,
        'voksne' as age_group
    from wholes
    inner join under_18 using (year, area_code, source_id)
),

parts as (
    select
        year,
        area_code,
        source_id,
        age_group,
        sum(cases) as cases
    from printed
    where concern <> 'alle saker'
    group by all
    having count(cases) = count(*)
),

rest as (
    select
        year,
        area_code,
        age_group,
        'annet/ikke oppgitt' as concern,
        (age_wholes.cases - parts.cases)::integer as cases,
        'Avledet: ' || age_wholes.cases || ' saker minus ' || parts.cases
        || ' saker med oppgitt bekymring.' as note,
        source_id
    from age_wholes
    inner join parts using (year, area_code, source_id, age_group)
    where age_wholes.cases is not null
),

together as (
    select *, false as is_derived from printed
    union all by name
    -- What is left is as uncertain as any number that it is worked out from.
    select
        rest.*,
        true as is_derived,
        bool_or(basis.is_provisional) as is_provisional,
        bool_or(basis.is_unconfirmed) as is_unconfirmed,
        whole.in_plan,
        whole.plan_section
    from rest
    inner join printed as whole
        on
            rest.year = whole.year
            and rest.area_code = whole.area_code
            and rest.source_id = whole.source_id
            and whole.age_group = 'alle'
            and whole.concern = 'alle saker'
    inner join printed as basis
        on
            rest.year = basis.year
            and rest.area_code = basis.area_code
            and rest.source_id = basis.source_id
            and (basis.concern = 'alle saker' or basis.age_group = rest.age_group)
    group by all
)

select
    year,
    area_code,
    area,
    area_type,
    age_group,
    concern,
    cases,
    percent,
    is_derived,
    wording,
    is_provisional,
    is_unconfirmed,
    case when coalesce(cases, percent) is null then 'Tallet finnes ikke' end as missing_reason,
    in_plan,
    plan_section,
    source_id,
    note
from together
inner join staging.areas using (area_code);

comment on table marts.advisory_cases is 'Cases that the national team against honour-related violence advises in. One row per year × area × age group × concern × source.';
comment on column marts.advisory_cases.year is 'Year';
comment on column marts.advisory_cases.area_code is 'Area';
comment on column marts.advisory_cases.area is 'Name of the area';
comment on column marts.advisory_cases.area_type is 'Role of the area';
comment on column marts.advisory_cases.age_group is 'Age group, as the source words it';
comment on column marts.advisory_cases.concern is 'Main concern; «alle saker» is the whole, «annet/ikke oppgitt» what is left of it where each case has one main concern';
comment on column marts.advisory_cases.cases is 'Number of cases; for a county persons';
comment on column marts.advisory_cases.percent is 'Share of the enquiries of the year («henvendelser» in the plan, read here as cases), percent, as printed';
comment on column marts.advisory_cases.is_derived is 'Worked out here as whole minus parts, not printed by the source';
comment on column marts.advisory_cases.wording is 'The few words of the source that carry the number';
comment on column marts.advisory_cases.is_provisional is 'The publisher says that the number is provisional';
comment on column marts.advisory_cases.is_unconfirmed is 'Read from somebody''s rendering, not from the published page';
comment on column marts.advisory_cases.missing_reason is 'Why there is no number, where there is none';
comment on column marts.advisory_cases.in_plan is 'Printed in the action plan; false for later additions';
comment on column marts.advisory_cases.plan_section is 'Section of the action plan';
comment on column marts.advisory_cases.source_id is 'Source';
comment on column marts.advisory_cases.note is 'What will mislead a reader who does not know it';
