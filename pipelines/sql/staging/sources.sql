create view staging.sources as
select
    source_id,
    title,
    publisher,
    year::integer as year,
    respondents::integer as respondents,
    respondents_female::integer as respondents_female,
    respondents_male::integer as respondents_male,
    age_from::integer as age_from,
    age_to::integer as age_to,
    mode,
    fieldwork,
    response_rate_percent::double as response_rate_percent,
    response_rate_base,
    address,
    in_plan = 'ja' as in_plan,
    licence,
    note
from raw.sources;
