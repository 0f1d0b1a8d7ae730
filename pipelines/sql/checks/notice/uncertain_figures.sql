-- Numbers that the publisher calls provisional, and numbers read from somebody's rendering: a finding a year and kind,
-- and of indicators a finding a source.
with numbers as (
    select
        source_id,
        concat_ws(' ', area, coalesce(year::varchar, 'uten år')) as about,
        format('{} ({})', use, user_group) as number,
        is_provisional,
        is_unconfirmed
    from marts.crisis_centre_use
    union all
    select
        source_id,
        format('Kompetanseteamet {}', year) as about,
        format('{} ({})', concern, age_group) as number,
        is_provisional,
        is_unconfirmed
    from marts.advisory_cases
    union all
    select
        observations.source_id,
        quoted(sources.title) as about,
        number_named(
            category,
            sex,
            -- A number of several years is not one of the last of them.
            coalesce(nullif(regexp_extract(recall_period, '\d{4}–\d{4}'), ''), observations.year::varchar)
        ) as number,
        is_provisional,
        is_unconfirmed
    from staging.observations as observations
    inner join marts.sources using (source_id)
    union all
    select
        source_id,
        violence as about,
        sex as number,
        is_provisional,
        false as is_unconfirmed
    from marts.prevalence
),

marked as (
    select *, 'Foreløpig tall' as mark from numbers where is_provisional
    union all by name
    select *, 'Ikke bekreftet: lest av gjengivelse' as mark from numbers where is_unconfirmed
)

select
    any_value(source_id) as source_id,
    format('{}: {}. {}.', about, listed(list(number order by number)), mark) as detail
from marked
group by about, mark
order by detail
