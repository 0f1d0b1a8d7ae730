-- Who is asked about the tasks, and where are they reached? One row per municipality, and per owner of joint tasks.
-- key: recipient
create table marts.recipients as
with asked as (
    select
        if(is_joint, 'felles ' || owner, area_code) as recipient,
        any_value(area_code) as area_code,
        if(is_joint, owner, area) as name,
        is_joint,
        list(measure_no order by measure_no) as measure_nos
    from marts.measure_tasks
    group by all
)

select
    asked.recipient,
    asked.area_code,
    asked.name,
    asked.is_joint,
    asked.measure_nos,
    last.address,
    last.role,
    last.saved_at,
    last.entry_id
from asked
left join raw.last_entries('raw.contacts', recipient) as last using (recipient)
order by asked.is_joint, asked.name collate nb;

comment on table marts.recipients is 'Who is asked about the tasks. One row per municipality, and per owner of joint tasks.';
comment on column marts.recipients.recipient is 'Key: the area code, or «felles » and the owner of the joint tasks';
comment on column marts.recipients.area_code is 'Municipality, or «felles»';
comment on column marts.recipients.name is 'Name of the municipality, or the owner as the plan words it';
comment on column marts.recipients.is_joint is 'Does tasks on behalf of all';
comment on column marts.recipients.measure_nos is 'The measures it has tasks in';
comment on column marts.recipients.address is 'E-mail address of a role; empty where not told';
comment on column marts.recipients.role is 'Role of whoever wrote it';
comment on column marts.recipients.saved_at is 'When, UTC';
comment on column marts.recipients.entry_id is 'The entry; empty where nothing was written';
