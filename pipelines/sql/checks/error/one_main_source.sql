-- Where two sources disagree, exactly one is charted.
-- expected: «ja» under hovedtall på én av radene
select
    any_value(source_id) as source_id,
    format('{} {} {} {} ({}): {} rader er hovedtall', area_code, coalesce(year::varchar, 'uten år'), user_group, use, counting_method, count(*) filter (where is_main)) as detail
from staging.crisis_centre_use
group by area_code, year, user_group, use, counting_method
having count(*) filter (where is_main) <> 1
