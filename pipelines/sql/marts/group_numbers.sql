-- What is known of a target group, or why not? One row per number or reason.
-- key: group_id, part, place
create table marts.group_numbers as
select
    group_id,
    part,
    place,
    fact_id,
    hole,
    not_applicable
from staging.group_numbers
order by group_id, part, place;

comment on table marts.group_numbers is 'Numbers that are told of a target group, or why there are none (our reading). One row per number or reason.';
comment on column marts.group_numbers.group_id is 'Target group';
comment on column marts.group_numbers.part is '«know» what we know, «services» who meets the services, or «advice» what advice is asked about';
comment on column marts.group_numbers.place is 'Order';
comment on column marts.group_numbers.fact_id is 'The number';
comment on column marts.group_numbers.hole is 'Where there is none: why';
comment on column marts.group_numbers.not_applicable is 'Where none is looked for: why';
