-- What can an indicator not say? One row per indicator × caveat.
-- key: indicator_id, caveat_id
create table marts.indicator_caveats as
select
    indicator_id,
    place,
    caveat_id,
    caveat
from staging.indicator_caveats
order by indicator_id, place;

comment on table marts.indicator_caveats is 'What an indicator can not say. One row per indicator × caveat.';
comment on column marts.indicator_caveats.indicator_id is 'Indicator';
comment on column marts.indicator_caveats.place is 'Order';
comment on column marts.indicator_caveats.caveat_id is 'Caveat';
comment on column marts.indicator_caveats.caveat is 'What can not be said, and why';
