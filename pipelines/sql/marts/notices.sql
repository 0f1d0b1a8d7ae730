-- What should a reader of the figures know? One row per finding; filled when the checks have run.
-- key: check_name, source_id, detail
create table marts.notices (
    check_name varchar,
    source_id varchar,
    detail varchar
);

comment on table marts.notices is 'What a reader of the figures should know. One row per finding.';
comment on column marts.notices.check_name is 'The check that found it (pipelines/sql/checks/notice)';
comment on column marts.notices.source_id is 'Source it is about';
comment on column marts.notices.detail is 'The finding, in Norwegian';
