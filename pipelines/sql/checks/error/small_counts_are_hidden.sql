-- What came through the gate holds no small count, none can be worked out, and a year is shown or hidden alike.
-- expected: ingen små tall, og ingen som kan regnes ut
with cells as (
    select
        gated.*,
        areas.area,
        areas.area_type,
        case areas.area_type
            when 'krisesenter' then 'senteret'
            when 'samlet' then quoted(areas.area)
            else 'delene'
        end as level,
        concat_ws(' ', gated.year, gated.user_group, gated.use) as cell
    from staging.crisis_centre_gated as gated
    inner join staging.areas using (area_code)
),

sums as (
    select
        cell,
        max(amount) filter (where area_type = 'krisesenter') as whole,
        max(amount) filter (where area_type = 'samlet') as together,
        sum(amount) filter (where area_type not in ('krisesenter', 'samlet')) as parts
    from cells
    group by cell
),

small_ones as (
    select area_members.member_code
    from staging.area_members
    inner join staging.areas using (area_code)
    where areas.area_type = 'småkommuner'
),

found as (
    select format('{}: {} skal ikke vises for seg', year, any_value(area)) as detail
    from cells
    where area_code in (select member_code from small_ones)
    group by year, area_code
    union all
    select format('{}, {}: tallet er for lite til å vises', cell, area) as detail
    from cells
    where is_small(amount)
    union all
    select format('{}: et lite tall kan regnes ut av det som vises', cell) as detail
    from sums
    where is_small(whole - together) or parts <> together or together > whole
    union all
    select format('{}: noen tall er skjult og andre ikke, for {}', year, level) as detail
    from cells
    where coalesce(missing_reason, '') <> 'Ikke rapportert'
    group by year, level
    having count(distinct missing_reason is null) > 1
    union all
    select format('{}, {}: et tall og en grunn til at det mangler, eller ingen av dem', cell, area) as detail
    from cells
    where (amount is null) = (missing_reason is null)
)

select
    (select any_value(area_code) from staging.areas where area_type = 'krisesenter') as source_id,
    detail
from found
