-- Which texts have been blacked out? One row per text; what it said is nowhere.
-- key: kind, entry_id, field
create table marts.blackouts as
select
    'reports' as kind,
    report_id as entry_id,
    field,
    blacked_out_at,
    role,
    reason
from raw.blackouts
union all
select
    kind,
    entry_id,
    field,
    blacked_out_at,
    role,
    reason
from raw.entry_blackouts
order by blacked_out_at;

comment on table marts.blackouts is 'Texts that have been blacked out. One row per text.';
comment on column marts.blackouts.kind is 'The table of the register it stood in';
comment on column marts.blackouts.entry_id is 'The report or entry it stood in';
comment on column marts.blackouts.field is 'The field it stood in';
comment on column marts.blackouts.blacked_out_at is 'When, UTC';
comment on column marts.blackouts.role is 'By which role';
comment on column marts.blackouts.reason is 'Why';
