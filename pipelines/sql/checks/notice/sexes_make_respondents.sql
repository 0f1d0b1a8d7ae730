-- Women and men are not the number who took part.
select
    source_id,
    format(
        '{}: {} kvinner og {} menn er til sammen {}, men {} deltok.',
        title, norwegian(respondents_female), norwegian(respondents_male),
        norwegian(respondents_female + respondents_male), norwegian(respondents)
    ) as detail
from marts.sources
where respondents_female + respondents_male <> respondents
