-- A national count that more than doubles, or falls to less than half, in a year may have a digit too many or too few;
-- it may also be right.
with counts as (
    select
        source_id,
        concat_ws(', ', area, use, user_group) as of_what,
        counting_method,
        year,
        amount
    from marts.crisis_centre_use
    where area_type = 'land'
    union all by name
    select
        source_id,
        concat('Kompetanseteamet, ', concern) as of_what,
        year,
        cases as amount
    from marts.advisory_cases
    where area_type = 'land' and age_group = 'alle' and concern = 'alle saker'
),

changes as (
    select
        *,
        lag(amount) over years as amount_before,
        lag(year) over years as year_before
    from counts
    where year is not null and amount is not null
    window years as (partition by of_what, counting_method order by year)
)

select
    source_id,
    format(
        '{}: går fra {} i {} til {} i {}. Se om begge tallene er riktige.', of_what, norwegian(amount_before), year_before, norwegian(amount), year
    ) as detail
from changes
where year > year_before and greatest(amount, amount_before) > 2 ** (year - year_before) * least(amount, amount_before)
