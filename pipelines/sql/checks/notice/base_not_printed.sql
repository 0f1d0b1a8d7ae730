-- Shares without the number of answers behind them: no interval can be drawn. One finding a source.
-- The plan's words are quoted; what was added later is worded here.
select
    source_id,
    format(
        'Antall svar er ikke oppgitt, og usikkerheten kan ikke beregnes, for {}.',
        listed(list(if(in_plan, quoted(wording), wording) order by estimate_id))
    ) as detail
from marts.prevalence
where percent is not null and base is null
group by source_id
