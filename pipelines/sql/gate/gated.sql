-- What may be seen of the centre's sheet: the one gate for small counts of persons.
-- One row per year × area × user group × use, in the form of data/raw/crisis_centre_gated.csv.
--
-- A year is a block: all user groups and uses are shown alike. The parts of the nine (municipalities that stand alone,
-- and the small ones together) are shown where none of them is small; else the nine together, where neither they nor
-- those who live elsewhere are; else the whole centre alone; else nothing. What is hidden may as well be none or many,
-- also for somebody who knows this rule: that is why a whole just large enough is hidden where the nine are not shown.
with homes as (
    select
        cells.*,
        coalesce(together.area_code, cells.area_code) as part_code
    from gate.cells
    left join staging.area_members as together
        on cells.area_code = together.member_code and together.area_code = 'smaa_kommuner'
    where cells.area_code <> 'hamar_krisesenter'
),

parts as (
    select
        year,
        "column",
        part_code,
        sum(amount) as amount
    from homes
    group by all
),

nine as (
    select
        year,
        "column",
        sum(amount) as amount,
        bool_or(is_small(amount)) as has_small_part
    from parts
    group by all
),

-- What is not reported is not small.
small as (
    select
        whole.year,
        bool_or(coalesce(is_small(whole.amount), false)) as is_whole_small,
        bool_or(coalesce(whole.amount = smallest_shown(), false)) as is_whole_barely_shown,
        bool_or(coalesce(is_small(nine.amount) or is_small(whole.amount - nine.amount), false)) as is_nine_small,
        bool_or(coalesce(nine.has_small_part, false)) as is_part_small,
        count(nine.year) = 0 as has_no_homes
    from gate.cells as whole
    left join nine using (year, "column")
    where whole.area_code = 'hamar_krisesenter'
    group by whole.year
),

blocks as (
    select
        year,
        is_whole_small or ((is_nine_small or has_no_homes) and is_whole_barely_shown) as hides_whole,
        is_whole_small or is_nine_small as hides_nine,
        is_whole_small or is_nine_small or is_part_small as hides_parts
    from small
),

amounts as (
    select year, "column", area_code, amount, hides_whole as is_hidden
    from gate.cells
    inner join blocks using (year)
    where area_code = 'hamar_krisesenter'
    union all
    select year, "column", 'ni_kommuner' as area_code, amount, hides_nine as is_hidden
    from nine
    inner join blocks using (year)
    union all
    select year, "column", part_code as area_code, amount, hides_parts as is_hidden
    from parts
    inner join blocks using (year)
)

select
    amounts.year,
    amounts.area_code,
    uses.user_group,
    uses.use,
    if(amounts.is_hidden, null, amounts.amount)::integer as amount,
    case
        when amounts.is_hidden then 'Vises ikke av personvernhensyn'
        when amounts.amount is null then 'Ikke rapportert'
    end as missing_reason
from amounts
inner join (select distinct "column", user_group, use from gate.cells) as uses using ("column")
order by amounts.year, amounts.area_code <> 'hamar_krisesenter', amounts.area_code <> 'ni_kommuner', amounts.area_code, uses.use, uses.user_group
