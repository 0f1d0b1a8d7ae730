create view staging.indicators as
select
    indicator_id,
    place::integer as place,
    theme_id,
    other_theme_id,
    name,
    topic,
    question,
    kind,
    area_type,
    part,
    unit,
    method,
    whom,
    next_expected,
    slide_place::integer as slide_place
from raw.indicators;
