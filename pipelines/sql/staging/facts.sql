create view staging.facts as
select
    fact_id,
    place::integer as place,
    theme_id,
    first_place::integer as first_place,
    observation_id,
    sentence,
    caveat
from raw.facts;
