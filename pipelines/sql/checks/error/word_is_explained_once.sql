-- A word, or another form of it, is explained in one place: whoever looks for it is led there.
-- expected: hvert ord forklart ett sted
with spelled as (
    select word_id, source_id, word as spelling
    from staging.words
    union all
    select word_id, source_id, unnest(also) as spelling
    from staging.words
)

select
    any_value(source_id) as source_id,
    format('words.csv: «{}» er forklart i {}', lower(spelling), string_agg(word_id, ', ' order by word_id)) as detail
from spelled
group by lower(spelling)
having count(*) > 1
