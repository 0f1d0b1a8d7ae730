-- Shares without the number of answers behind them: no interval can be drawn. One finding a source.
-- The plan's words are quoted; what was added later is worded here, and numbers of indicators are named.
select
    source_id,
    format(
        'Antall svar er ikke oppgitt, og usikkerheten kan ikke beregnes, for {}.',
        listed(
            list(
                case
                    when in_plan then quoted(wording)
                    when indicator_id is null then wording
                    else number_named(lower(category[1]) || category[2:], sex, year)
                end
                order by observation_id
            )
        )
    ) as detail
from marts.observations
where unit = 'prosent' and value is not null and base is null and method = 'undersøkelse'
group by source_id
order by source_id
