-- Who has been appointed to work on the plan, and which seats are empty? One row per seat.
-- key: area_code, seat
create table marts.appointments as
with seats as (
    select areas.area_code, areas.area, asked.is_joint, asked.seat, asked.place
    from plan.marts.plan_seats as asked
    inner join (
        select area_code, area, false as is_joint
        from marts.municipalities
        union all
        select area_code, area, true as is_joint
        from plan.marts.areas
        where area_type = 'felles' and exists (select 1 from marts.measure_tasks)
    ) as areas using (is_joint)
)

select
    seats.area_code,
    seats.area,
    seats.is_joint,
    seats.seat,
    seats.place,
    last.entry_id is not null and not last.is_withdrawn as is_appointed,
    last.position,
    last.appointed_on,
    last.role,
    last.saved_at,
    last.entry_id
from seats
left join raw.last_entries('raw.appointments', (area_code, seat)) as last using (area_code, seat)
order by seats.is_joint, seats.area collate nb, seats.place;

comment on table marts.appointments is 'Seats in the work on the plan, and who has them, by role. One row per seat.';
comment on column marts.appointments.area_code is 'Municipality, or «felles» for seats of all together';
comment on column marts.appointments.area is 'Name of the municipality, or «Felles»; made up in the example';
comment on column marts.appointments.is_joint is 'A seat of all together';
comment on column marts.appointments.seat is 'Member of the group, coordinator of the plan, coordinator of the revision, or head of the crisis centre';
comment on column marts.appointments.place is 'Order of the seats';
comment on column marts.appointments.is_appointed is 'Somebody has been appointed';
comment on column marts.appointments.position is 'Role or position of whoever is appointed, as typed';
comment on column marts.appointments.appointed_on is 'When; empty where not told';
comment on column marts.appointments.role is 'Role of whoever wrote it';
comment on column marts.appointments.saved_at is 'When, UTC';
comment on column marts.appointments.entry_id is 'The entry; empty where nothing was written';
