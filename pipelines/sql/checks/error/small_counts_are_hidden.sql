-- What came through the gate holds no small count, none can be worked out, and a year is shown or hidden alike.
with cells as (
    select
        gated.*,
        areas.area,
        case
            when area_code = 'hamar_krisesenter' then 'senteret'
            when area_code = 'ni_kommuner' then 'de ni'
            else 'delene'
        end as level,
        concat_ws(' ', gated.year, gated.user_group, gated.use) as cell
    from staging.crisis_centre_gated as gated
    inner join staging.areas using (area_code)
),

sums as (
    select
        cell,
        max(amount) filter (where level = 'senteret') as whole,
        max(amount) filter (where level = 'de ni') as nine,
        sum(amount) filter (where level = 'delene') as parts
    from cells
    group by cell
)

select
    'hamar_krisesenter' as source_id,
    format('{}: {} skal ikke vises for seg', year, any_value(area)) as detail
from cells
where area_code in (select member_code from staging.area_members where area_code = 'smaa_kommuner')
group by year, area_code
union all
select
    'hamar_krisesenter' as source_id,
    format('{}, {}: tallet er for lite til å vises', cell, area) as detail
from cells
where is_small(amount)
union all
select
    'hamar_krisesenter' as source_id,
    format('{}: et lite tall kan regnes ut av det som vises', cell) as detail
from sums
where is_small(whole - nine) or parts <> nine or nine > whole
union all
select
    'hamar_krisesenter' as source_id,
    format('{}: noen tall er skjult og andre ikke, for {}', year, level) as detail
from cells
where coalesce(missing_reason, '') <> 'Ikke rapportert'
group by year, level
having count(distinct missing_reason is null) > 1
union all
select
    'hamar_krisesenter' as source_id,
    format('{}, {}: et tall og en grunn til at det mangler, eller ingen av dem', cell, area) as detail
from cells
where (amount is null) = (missing_reason is null)
