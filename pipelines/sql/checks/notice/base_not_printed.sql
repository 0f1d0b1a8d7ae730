-- A share without the number of answers behind it: no interval can be drawn.
select
    source_id,
    format('«{}»: antall svar er ikke oppgitt, og usikkerheten kan ikke beregnes.', wording) as detail
from marts.prevalence
where percent is not null and base is null
