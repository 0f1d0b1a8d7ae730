-- How many adults and children use the crisis centres, taken together? One row per area × year × use.
-- Both are told in the published table; where either is not, neither is the sum. The population of all ages is known for
-- more years than that of an age: a rate can be worked out of the sum where it can not of its parts.
-- key: area_code, year, use
create table marts.crisis_centre_together as
with summed as (
    select
        area_code,
        adults.area,
        adults.area_type,
        year,
        use,
        adults.amount + children.amount as amount,
        coalesce(adults.missing_reason, children.missing_reason) as missing_reason,
        -- Persons are counted in another way from the same year on, be that confirmed for the one part alone.
        adults.counting_method,
        adults.is_provisional or children.is_provisional as is_provisional,
        adults.is_unconfirmed or children.is_unconfirmed as is_unconfirmed,
        adults.source_id,
        children.source_id as other_source_id
    from marts.crisis_centre_use as adults
    inner join marts.crisis_centre_use as children using (area_code, year, use)
    where
        adults.user_group = 'voksne'
        and children.user_group = 'barn'
        and not adults.in_plan
        and not children.in_plan
        and adults.counting_method <> 'til og med 2020, omregnet'
)

select
    summed.area_code,
    summed.area,
    summed.area_type,
    summed.year,
    summed.use,
    summed.amount,
    summed.missing_reason,
    summed.counting_method,
    summed.year - row_number() over (
        partition by summed.area_code, summed.use, summed.counting_method, summed.amount is null
        order by summed.year
    ) as segment,
    population_totals.year as population_year,
    10000e0 * summed.amount / population_totals.persons as per_10000,
    if(
        population_totals.persons is null and summed.amount is not null,
        'Innbyggere er ikke hentet for ' || summed.year,
        null
    ) as rate_missing_reason,
    population_totals.source_id as population_source_id,
    summed.is_provisional,
    summed.is_unconfirmed,
    summed.source_id,
    summed.other_source_id
from summed
left join marts.population_totals
    on summed.area_code = population_totals.area_code and summed.year = population_totals.year;

comment on table marts.crisis_centre_together is 'Use of crisis centres by adults and children together, where both are told. One row per area × year × use.';
comment on column marts.crisis_centre_together.area_code is 'Area';
comment on column marts.crisis_centre_together.area is 'Name of the area';
comment on column marts.crisis_centre_together.area_type is 'Role of the area';
comment on column marts.crisis_centre_together.year is 'Year';
comment on column marts.crisis_centre_together.use is 'Kind of use; «beboere» are persons, «opphold» events';
comment on column marts.crisis_centre_together.amount is 'Adults and children, or their stays, added here';
comment on column marts.crisis_centre_together.missing_reason is 'Why there is no number: one of the parts has none';
comment on column marts.crisis_centre_together.counting_method is 'How the adults were counted, which the sum can not be compared past';
comment on column marts.crisis_centre_together.segment is 'Years that follow each other share it: within one counting method, only these may be joined by a line';
comment on column marts.crisis_centre_together.population_year is 'Year of the population behind the rate';
comment on column marts.crisis_centre_together.per_10000 is 'Amount per 10 000 inhabitants of the area, all ages';
comment on column marts.crisis_centre_together.rate_missing_reason is 'Why there is an amount and no rate, where there is none';
comment on column marts.crisis_centre_together.population_source_id is 'Source of the population';
comment on column marts.crisis_centre_together.is_provisional is 'The publisher says that one of the parts is provisional';
comment on column marts.crisis_centre_together.is_unconfirmed is 'One of the parts is read from somebody''s rendering';
comment on column marts.crisis_centre_together.source_id is 'Source of the adults';
comment on column marts.crisis_centre_together.other_source_id is 'Source of the children';
