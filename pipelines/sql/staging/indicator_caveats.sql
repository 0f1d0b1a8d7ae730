create view staging.indicator_caveats as
select
    indicator_caveats.indicator_id,
    indicator_caveats.place::integer as place,
    caveats.caveat_id,
    caveats.caveat
from raw.indicator_caveats as indicator_caveats
inner join raw.caveats as caveats using (caveat_id);
