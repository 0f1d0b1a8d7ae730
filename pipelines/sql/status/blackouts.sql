-- Which texts have been blacked out? One row per text; what it said is nowhere.
create table marts.blackouts as
select
    blackouts.blackout_id,
    blackouts.report_id,
    blackouts.field,
    blackouts.blacked_out_at,
    blackouts.role,
    blackouts.reason
from raw.blackouts
order by blackout_id;

comment on table marts.blackouts is 'Texts that have been blacked out. One row per text.';
comment on column marts.blackouts.blackout_id is 'Key';
comment on column marts.blackouts.report_id is 'The report it stood in';
comment on column marts.blackouts.field is 'The field it stood in';
comment on column marts.blackouts.blacked_out_at is 'When, UTC';
comment on column marts.blackouts.role is 'By which role';
comment on column marts.blackouts.reason is 'Why';
