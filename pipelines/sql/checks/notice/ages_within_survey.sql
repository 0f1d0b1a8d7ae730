-- The plan gives an estimate another age than the survey asked.
select
    prevalence.source_id,
    format(
        'Planen skriver {}, men undersøkelsen gjelder {}–{} år.',
        quoted(prevalence.wording), sources.age_from, coalesce(sources.age_to::varchar, '')
    ) as detail
from marts.prevalence
inner join marts.sources using (source_id)
where
    sources.age_from is not null
    and (
        prevalence.age_from is distinct from sources.age_from
        or prevalence.age_to is distinct from sources.age_to
    )
