-- The two kinds of violence do not make the number printed for any physical violence, and the plan does not explain how
-- the three hang together. All are shown as printed.
with printed as (
    select
        source_id,
        max(respondents) filter (where severity = 'mindre alvorlig, samlet') as less_severe,
        max(respondents) filter (where severity = 'alvorlig, samlet') as severe,
        max(respondents) filter (where severity = 'all fysisk vold, samlet') as any_kind
    from marts.youth_violence
    where frequency = 'Totalt'
    group by source_id
)

select
    source_id,
    format(
        '{} {}: mindre alvorlig vold ({}) og alvorlig vold ({}) er til sammen {}, men tabellen oppgir {} for noen form for '
        || 'fysisk vold. Planen forklarer ikke forskjellen på {}. De tre tallene vises som de er trykt.',
        publisher, year, norwegian(less_severe), norwegian(severe), norwegian(less_severe + severe), norwegian(any_kind),
        norwegian(abs(any_kind - less_severe - severe))
    ) as detail
from printed
inner join marts.sources using (source_id)
where less_severe + severe <> any_kind
