-- Which state of the register is this? One row; version and time are filled when it is published.
-- key: version
create table marts.register_state as
select
    null::varchar as version,
    null::timestamp as published_at,
    revision,
    is_example,
    is_available
from raw.register_state;

comment on table marts.register_state is 'Which state of the register this is. One row.';
comment on column marts.register_state.version is 'Name of the published file';
comment on column marts.register_state.published_at is 'When it was published, UTC';
comment on column marts.register_state.revision is 'Grows by one each time anything is saved';
comment on column marts.register_state.is_example is 'Made-up reports, to show how a filled register looks';
comment on column marts.register_state.is_available is 'The register answered';
