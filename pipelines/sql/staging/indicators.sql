create view staging.indicators as
select
    indicator_id,
    place::integer as place,
    page,
    theme,
    question,
    kind,
    unit,
    method,
    whom,
    next_expected
from raw.indicators;
