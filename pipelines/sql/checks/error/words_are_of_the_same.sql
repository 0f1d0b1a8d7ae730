-- The words beside a number are about those it is of, and of its year: a number is easily put on the wrong line.
-- expected: ord om det samme som tallet
-- at: prevalence.wording, observations.wording, facts.sentence
with said as (
    select
        source_id,
        observation_id,
        observation_id as place,
        wording as words,
        sex,
        coalesce(value, low, high) as number,
        null::integer as year
    from marts.observations
    union all by name
    select
        observations.source_id,
        observations.observation_id,
        concat('facts.csv, ', facts.fact_id) as place,
        facts.sentence as words,
        observations.sex,
        observations.year
    from marts.facts as facts
    inner join marts.observations as observations using (observation_id)
),

named as (
    select
        *,
        regexp_matches(lower(words), '(^|[^a-zæøå])(kvinne|jente)') as is_of_women,
        regexp_matches(lower(words), '(^|[^a-zæøå])(menn(ene)?|mann(en)?|gutt(er|ene|en)?)($|[^a-zæøå])') as is_of_men,
        regexp_matches(lower(words), ' av (kvinne|jente|menn|mann|gutt)') as is_share_of_them,
        -- «15 prosent menn mot 13 prosent kvinner»: of whom the number itself is.
        regexp_extract(
            lower(regexp_replace(words, '(\d)[ \x{00a0}](\d{3})', '\1\2', 'g')),
            concat(
                '(^|[^0-9,])', replace(norwegian(number), ' ', ''),
                '( ?%| prosent)?( av)? (kvinne|jente|menn|mann|gutt)'
            ),
            4
        ) as whom,
        regexp_extract_all(words, '\d{4}')::integer[] as years
    from said
)

select
    source_id,
    format('{}: tallet er om «{}», men ordene er «{}»', place, sex, words) as detail
from named
where
    case sex
        when 'kvinner' then whom in ('menn', 'mann', 'gutt') or is_of_men and not is_of_women
        when 'jenter' then whom in ('menn', 'mann', 'gutt') or is_of_men and not is_of_women
        when 'menn' then whom in ('kvinne', 'jente') or is_of_women and not is_of_men
        when 'gutter' then whom in ('kvinne', 'jente') or is_of_women and not is_of_men
        else is_share_of_them and is_of_women <> is_of_men
    end
union all
select
    source_id,
    format('{}: tallet er fra {}, men ordene er «{}»', place, year, words) as detail
from named
where year is not null and len(years) > 0 and not list_contains(years, year)
