-- A yearly count is counted as its year, use and users say; where it was counted anew in the old way, it says so.
-- expected: tellemåten som gjelder for året og bruken
select
    source_id,
    format('{} {}, {} ({}): tellemåten er «{}», ventet «{}»', area_code, year, use, user_group, counting_method, expected) as detail
from (
    select
        *,
        counting_method(use, user_group, year) as expected
    from staging.crisis_centre_use
    where year is not null and amount is not null
)
where
    counting_method <> expected
    and not (counting_method = 'til og med 2020, omregnet' and expected like 'fra og med 2021%')
