create view staging.homicides as
select
    year_from::integer as year_from,
    year_to::integer as year_to,
    relation,
    victims::integer as victims,
    wording,
    in_plan = 'ja' as in_plan,
    plan_section,
    source_id
from raw.homicides;
