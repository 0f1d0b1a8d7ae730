-- Whom does the plan ask for? One row per seat.
-- key: seat
create table marts.plan_seats as
select
    seat,
    place,
    seat in ('reviser', 'centre') as is_joint,
    measure_no
from staging.plan_seats
order by place;

comment on table marts.plan_seats is 'Whom the plan asks for, to work on it. One row per seat.';
comment on column marts.plan_seats.seat is 'Member of the group, coordinator of the plan, coordinator of the revision, or head of the crisis centre';
comment on column marts.plan_seats.place is 'Order';
comment on column marts.plan_seats.is_joint is 'One for all together, and not one in each municipality';
comment on column marts.plan_seats.measure_no is 'Measure that asks for it; empty where none does';
