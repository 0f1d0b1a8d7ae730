-- A printed percentage fits no number of answers that the others fit. Shown, not corrected.
select
    youth_violence.source_id,
    format(
        '«{}», {}: {} av {}–{} svar er {} %, men tabellen oppgir {} %.',
        act, lower(frequency), respondents, norwegian(youth_base.base), norwegian(youth_base.base_to),
        norwegian(round(percent_of_base)), norwegian(percent)
    ) as detail
from marts.youth_violence
inner join marts.youth_base using (source_id)
where not fits_base
