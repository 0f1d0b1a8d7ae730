-- A number is later than what it was read in: another source, or a newer edition of it, has told it.
select
    source_id,
    format(
        '{} oppgir {}, men kilden er fra {}.',
        quoted(any_value(sources.title)), listed(list(distinct observations.year::varchar order by observations.year::varchar)),
        any_value(sources.year)
    ) as detail
from marts.observations as observations
inner join marts.sources using (source_id)
where observations.year > sources.year
group by source_id
