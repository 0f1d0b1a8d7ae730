-- A printed percentage fits no number of answers that the others fit. Shown, not corrected. Where it is the sum of the
-- two printed beside it, that is said too: it looks like a sum of rounded numbers.
with acts as (
    select
        *,
        max(percent) filter (where frequency = 'En gang') over act as once,
        max(percent) filter (where frequency = 'Flere ganger') over act as several_times
    from marts.youth_violence
    window act as (partition by source_id, act)
),

unfit as (
    select
        *,
        norwegian(round(100 * respondents / base_to, 1)) as lowest,
        norwegian(round(100 * respondents / youth_base.base, 1)) as highest
    from acts
    inner join marts.youth_base using (source_id)
    where not fits_base
)

select
    source_id,
    format(
        '{}, {}: {} av {}–{} svar er {} %, men tabellen oppgir {} %. Den vises som den er trykt.',
        quoted(act), lower(frequency), norwegian(respondents), norwegian(base), norwegian(base_to),
        if(lowest = highest, lowest, concat(lowest, '–', highest)), norwegian(percent)
    )
    || if(
        frequency = 'Totalt' and percent = once + several_times,
        format(' Den ser ut som summen av to avrundede prosenter ({} + {}).', norwegian(once), norwegian(several_times)),
        ''
    ) as detail
from unfit
