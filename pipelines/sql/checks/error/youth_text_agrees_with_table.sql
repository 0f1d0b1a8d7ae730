-- Where the plan says the same share in its text and in its table, the two agree.
-- expected: den samme andelen i teksten og i tabellen
-- at: youth_violence.total_percent
select
    prevalence.source_id,
    format(
        '{}: {} % i teksten, {} % i tabellen',
        prevalence.violence, norwegian(prevalence.percent), norwegian(youth_violence.percent)
    ) as detail
from marts.prevalence
inner join marts.youth_violence
    on
        prevalence.source_id = youth_violence.source_id
        and prevalence.violence = youth_violence.act
        and youth_violence.frequency = 'Totalt'
where prevalence.percent <> youth_violence.percent
