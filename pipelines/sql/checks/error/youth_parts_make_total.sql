-- One time and several times make the total, for every act.
-- expected: én gang og flere ganger, som til sammen er alle
-- at: youth_violence.total_respondents
select
    source_id,
    format('{}: {} + {} er ikke {}', act, once, several, total) as detail
from (
    select
        source_id,
        act,
        sum(respondents) filter (where frequency = 'En gang') as once,
        sum(respondents) filter (where frequency = 'Flere ganger') as several,
        sum(respondents) filter (where frequency = 'Totalt') as total
    from marts.youth_violence
    group by all
)
where once + several <> total
