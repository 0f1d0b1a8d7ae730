-- Two sources give different numbers for the same thing. Both are kept.
select
    used.source_id,
    format(
        'To kilder er uenige: {} {}, {} ({}): {} hos {}, {} hos {}. Begge er beholdt.',
        used.area, coalesce(used.year::varchar, 'uten år'), used.use, used.user_group,
        norwegian(used.amount), quoted(main.title), norwegian(used.other_amount), quoted(other.title)
    ) as detail
from marts.crisis_centre_use as used
inner join marts.sources as main on used.source_id = main.source_id
inner join marts.sources as other on used.other_source_id = other.source_id
where used.amount <> used.other_amount
union all
select
    a.source_id,
    format(
        'To kilder er uenige: Kompetanseteamet {}, {} ({}): {} hos {}, {} hos {}. Begge er beholdt.',
        a.year, a.concern, a.age_group, norwegian(a.cases), quoted(main.title), norwegian(b.cases), quoted(other.title)
    ) as detail
from marts.advisory_cases as a
inner join marts.advisory_cases as b using (year, area_code, age_group, concern)
inner join marts.sources as main on a.source_id = main.source_id
inner join marts.sources as other on b.source_id = other.source_id
where a.source_id < b.source_id and a.cases <> b.cases
