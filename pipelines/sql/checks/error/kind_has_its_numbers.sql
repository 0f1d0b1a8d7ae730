-- An indicator of most kinds draws a table of its own, and tells it of a role and a part that are in that table: what is
-- among the observations alone has nothing to be drawn of then. Each part of such a table is drawn once.
-- expected: en type som passer med tabellen tallene står i
-- at: indicators.kind
with drawn as (
    select
        *,
        case kind
            when 'årsserie' then area_type in ('land', 'krisesenter') and part in ('beboere', 'opphold', 'dagbrukere', 'dagbesøk')
            when 'senterbruk' then area_type = 'krisesenter' and part is null
            when 'bosted' then area_type = 'krisesenter' and part is null
            when 'bekymringer' then area_type in ('land', 'fylke') and part in ('under 18 år', 'voksne')
            when 'saker' then area_type in ('land', 'fylke') and part is null
            else area_type is null and part is null
        end as has_place,
        row_number() over (partition by kind, area_type, part order by place, indicator_id) as time
    from staging.indicators
    where kind <> 'anslag'
)

select
    observations.source_id,
    format(
        '{}: typen «{}» tegner en tabell for seg, og må ha en rolle og en del som står der, og som ikke er tegnet fra før. '
        || 'Det som legges inn i «Tall for indikatorer», har typen «anslag»',
        indicator_id, kind
    ) as detail
from drawn
left join (select indicator_id, min(source_id) as source_id from staging.observations group by all) as observations
    using (indicator_id)
where not coalesce(has_place, false) or time > 1 or observations.source_id is not null
