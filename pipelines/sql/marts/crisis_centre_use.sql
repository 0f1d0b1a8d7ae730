-- Who uses the crisis centres, and how? One row per area × year × user group × use × counting method.
-- Counting methods may not be joined by a line. Residents are compared with residents, never with users.
-- key: area_code, year, user_group, use, counting_method
create table marts.crisis_centre_use as
with disagreeing as (
    select
        area_code,
        year,
        user_group,
        use,
        counting_method,
        any_value(amount) as other_amount,
        any_value(source_id) as other_source_id
    from staging.crisis_centre_use
    where not is_main
    group by all
),

used as (
    select *
    from staging.crisis_centre_use
    where is_main
    union all by name
    select
        *,
        'eksakt' as "precision",
        counting_method(use, user_group, year) as counting_method,
        false as is_provisional,
        false as is_unconfirmed,
        false as in_plan,
        (select any_value(area_code) from staging.areas where area_type = 'krisesenter') as source_id
    from staging.crisis_centre_gated
),

-- Children are counted over children, adults over adults, and all over all.
inhabitants as (
    select
        area_code,
        year,
        if(age_from < 18, 'barn', 'voksne') as user_group,
        sum(persons) as persons,
        any_value(source_id) as source_id
    from marts.population
    group by all
    union all by name
    select
        area_code,
        year,
        'alle' as user_group,
        persons,
        source_id
    from marts.population_totals
),

years_with_ages as (
    select string_agg(distinct year, ', ' order by year) as years
    from marts.population
)

select
    used.area_code,
    areas.area,
    areas.area_type,
    used.year,
    used.user_group,
    used.use,
    used.amount,
    used.amount_low,
    used.amount_high,
    null::double as percent,
    used.percent_low,
    used."precision",
    used.wording,
    used.counting_method,
    used.year - row_number() over (
        partition by used.area_code, used.user_group, used.use, used.counting_method, used.amount is null
        order by used.year
    ) as segment,
    inhabitants.year as population_year,
    10000e0 * used.amount / inhabitants.persons as per_10000,
    10000e0 * used.amount_low / inhabitants.persons as per_10000_low,
    10000e0 * used.amount_high / inhabitants.persons as per_10000_high,
    case
        when inhabitants.persons is not null or coalesce(used.amount, used.amount_low, used.amount_high) is null then null
        when used.user_group <> 'alle' then 'Innbyggere etter alder er hentet bare for ' || years_with_ages.years
        else 'Innbyggere er ikke hentet for ' || coalesce(used.year, sources.year)
    end as rate_missing_reason,
    inhabitants.source_id as population_source_id,
    disagreeing.other_amount,
    disagreeing.other_source_id,
    used.is_provisional,
    used.is_unconfirmed,
    coalesce(
        used.missing_reason,
        case
            when coalesce(used.amount, used.amount_low, used.amount_high, used.percent_low) is null
                then 'Ikke rapportert'
        end
    ) as missing_reason,
    used.in_plan,
    used.plan_section,
    used.source_id,
    used.note
from used
inner join staging.areas using (area_code)
cross join years_with_ages
left join disagreeing
    on
        used.area_code = disagreeing.area_code
        and used.year is not distinct from disagreeing.year
        and used.user_group = disagreeing.user_group
        and used.use = disagreeing.use
        and used.counting_method = disagreeing.counting_method
left join staging.sources using (source_id)
-- Where no year is printed for the count, the year of its source.
left join inhabitants
    on
        used.area_code = inhabitants.area_code
        and used.user_group = inhabitants.user_group
        and coalesce(used.year, sources.year) = inhabitants.year;

comment on table marts.crisis_centre_use is 'Use of crisis centres. One row per area × year × user group × use × counting method.';
comment on column marts.crisis_centre_use.area_code is 'Area';
comment on column marts.crisis_centre_use.area is 'Name of the area';
comment on column marts.crisis_centre_use.area_type is 'Role of the area';
comment on column marts.crisis_centre_use.year is 'Year; empty where the source prints none';
comment on column marts.crisis_centre_use.user_group is '«alle», «voksne» or «barn»';
comment on column marts.crisis_centre_use.use is 'Kind of use; «brukere» and «beboere» are persons, «dagbesøk» and «opphold» events';
comment on column marts.crisis_centre_use.amount is 'Number of persons or events';
comment on column marts.crisis_centre_use.amount_low is 'Lower end of a range';
comment on column marts.crisis_centre_use.amount_high is 'Upper end of a range';
comment on column marts.crisis_centre_use.percent is 'Share, percent, where the source gives one figure';
comment on column marts.crisis_centre_use.percent_low is 'What a share is over, percent';
comment on column marts.crisis_centre_use."precision" is 'How the source words the number';
comment on column marts.crisis_centre_use.wording is 'The few words of the source that carry the number';
comment on column marts.crisis_centre_use.counting_method is 'How it was counted: for persons the national method changed in 2021 (for children not confirmed), for events it did not';
comment on column marts.crisis_centre_use.segment is 'Years that follow each other share it: within one counting method, only these may be joined by a line';
comment on column marts.crisis_centre_use.population_year is 'Year of the population behind the rate; the plan''s own year where it prints none for the count';
comment on column marts.crisis_centre_use.per_10000 is 'Amount per 10 000 inhabitants of the area and of the same age: children over children, adults over adults';
comment on column marts.crisis_centre_use.per_10000_low is 'Lower end of a range, per 10 000';
comment on column marts.crisis_centre_use.per_10000_high is 'Upper end of a range, per 10 000';
comment on column marts.crisis_centre_use.rate_missing_reason is 'Why there is an amount and no rate, where there is none';
comment on column marts.crisis_centre_use.population_source_id is 'Source of the population';
comment on column marts.crisis_centre_use.other_amount is 'What another source says, where two disagree';
comment on column marts.crisis_centre_use.other_source_id is 'The source that says otherwise';
comment on column marts.crisis_centre_use.is_provisional is 'The publisher says that the number is provisional';
comment on column marts.crisis_centre_use.is_unconfirmed is 'Read from somebody''s rendering, not from the published page';
comment on column marts.crisis_centre_use.missing_reason is 'Why there is no number, where there is none';
comment on column marts.crisis_centre_use.in_plan is 'Printed in the action plan; false for later additions';
comment on column marts.crisis_centre_use.plan_section is 'Section of the action plan';
comment on column marts.crisis_centre_use.source_id is 'Source';
comment on column marts.crisis_centre_use.note is 'What will mislead a reader who does not know it';
