-- Which version is this, and when was it made? One row; filled when it is published.
-- key: version
create table marts.publication as
select
    null::varchar as version,
    null::timestamp as published_at,
    exists(from staging.crisis_centre_gated) as has_gated_counts;

comment on table marts.publication is 'Which version this is. One row.';
comment on column marts.publication.version is 'Name of the published file';
comment on column marts.publication.published_at is 'When it was published, UTC';
comment on column marts.publication.has_gated_counts is 'Counts that came through the gate are among the figures: no older version may be read beside it';
