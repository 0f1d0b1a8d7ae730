-- Shares without the number of answers behind them: no interval can be drawn. One finding a source.
select
    source_id,
    format(
        'Antall svar er ikke oppgitt, og usikkerheten kan ikke beregnes, for {}.',
        string_agg('«' || wording || '»', ', ' order by estimate_id)
    ) as detail
from marts.prevalence
where percent is not null and base is null
group by source_id
