-- Each role is had by as many areas as everything that asks for it counts on, areas together are municipalities, and no
-- two have one name.
-- expected: hver rolle har så mange områder som den skal, og hvert navn står én gang
with roles ("role", "least", "most") as (
    values
        ('land', 1, 1), ('fylke', 0, 1), ('kommune', 1, null), ('krisesenter', 0, 1), ('felles', 1, 1), ('samlet', 1, 1),
        ('småkommuner', 0, 1)
),

counted as (
    select roles.*, count(areas.area_code) as areas
    from roles
    left join staging.areas on roles."role" = areas.area_type
    group by all
),

together as (
    select areas.area_type, area_members.member_code
    from staging.areas
    inner join staging.area_members using (area_code)
),

municipalities as (
    select area_code, area
    from staging.areas
    where area_type = 'kommune'
)

select
    null as source_id,
    format(
        '{} områder har rollen «{}»: det skal være {}',
        areas, "role", case when "most" is null then 'minst ett' when "least" = 1 then 'akkurat ett' else 'høyst ett' end
    ) as detail
from counted
where areas < "least" or areas > "most"
union all
select
    null as source_id,
    format('«{}» har rollen «{}», og må ha den som kode også: registeret kjenner det på koden', area, area_type) as detail
from staging.areas
where area_type = 'felles' and area_code <> area_type
union all
select
    null as source_id,
    format('{} er ikke med i området med rollen «samlet»', area) as detail
from municipalities
where area_code not in (select member_code from together where area_type = 'samlet')
union all
select
    null as source_id,
    format('{} er med i området med rollen «{}», men er ikke en kommune', member_code, area_type) as detail
from together
where area_type in ('samlet', 'småkommuner') and member_code not in (select area_code from municipalities)
union all
select
    null as source_id,
    format('{} er navnet på {} områder: {}', quoted(area), count(*), listed(list(area_code order by area_code))) as detail
from staging.areas
group by area
having count(*) > 1
