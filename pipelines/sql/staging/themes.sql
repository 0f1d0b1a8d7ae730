create view staging.themes as
select
    theme_id,
    page,
    place::integer as place,
    heading,
    text
from raw.themes;
