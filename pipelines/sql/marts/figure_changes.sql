-- What has changed in the figures, and when? One row per number that a published version changed.
-- Filled when a version is published (pipelines/changes.py), from the version before it.
-- key: changed_at, observation_id
create table marts.figure_changes (
    changed_at timestamp,
    kind varchar,
    observation_id varchar,
    indicator_id varchar,
    category varchar,
    population varchar,
    subgroup varchar,
    sex varchar,
    area varchar,
    year integer,
    unit varchar,
    value_before double,
    low_before double,
    high_before double,
    precision_before varchar,
    as_worded_before varchar,
    value_now double,
    low_now double,
    high_now double,
    precision_now varchar,
    as_worded_now varchar,
    reason_before varchar,
    reason_now varchar,
    is_provisional_before boolean,
    is_provisional_now boolean,
    is_unconfirmed_before boolean,
    is_unconfirmed_now boolean
);

comment on table marts.figure_changes is 'What published versions changed in the numbers, of the whole country or of the plan. One row per number and version.';
comment on column marts.figure_changes.changed_at is 'When the version was published, UTC';
comment on column marts.figure_changes.kind is '«ny», «endret» or «borte»';
comment on column marts.figure_changes.observation_id is 'The number: marts.observations, now or before';
comment on column marts.figure_changes.indicator_id is 'What it is of: marts.indicators, now or before';
comment on column marts.figure_changes.category is 'What the number is of';
comment on column marts.figure_changes.population is 'Whom it is of';
comment on column marts.figure_changes.subgroup is 'Part of the population it is of; empty for all of it';
comment on column marts.figure_changes.sex is 'Their sex';
comment on column marts.figure_changes.area is 'Where';
comment on column marts.figure_changes.year is 'Year it is of';
comment on column marts.figure_changes.unit is 'What it counts';
comment on column marts.figure_changes.value_before is 'The number of the version before; empty where it is new';
comment on column marts.figure_changes.low_before is 'Lowest of a range, before';
comment on column marts.figure_changes.high_before is 'Highest of a range, before';
comment on column marts.figure_changes.precision_before is 'How exactly it was told, before';
comment on column marts.figure_changes.as_worded_before is 'The words of its source, where it is told in them, before';
comment on column marts.figure_changes.value_now is 'The number since; empty where it is gone';
comment on column marts.figure_changes.low_now is 'Lowest of a range, since';
comment on column marts.figure_changes.high_now is 'Highest of a range, since';
comment on column marts.figure_changes.precision_now is 'How exactly it is told since';
comment on column marts.figure_changes.as_worded_now is 'The words of its source, where it is told in them, since';
comment on column marts.figure_changes.reason_before is 'Why there was no number before';
comment on column marts.figure_changes.reason_now is 'Why there is no number since';
comment on column marts.figure_changes.is_provisional_before is 'It was provisional before; empty where that was not kept';
comment on column marts.figure_changes.is_provisional_now is 'It is provisional since; empty where that was not kept';
comment on column marts.figure_changes.is_unconfirmed_before is 'It was not confirmed before; empty where that was not kept';
comment on column marts.figure_changes.is_unconfirmed_now is 'It is not confirmed since; empty where that was not kept';
