-- Whom is the plan for, and do we have figures about them? One row per target group or theme.
-- key: target_group
create table marts.target_groups as
select
    target_group,
    -- They stand in the plan's own column, and are no groups of people.
    target_group in ('Implementering', 'Revidering', 'Samarbeid') as is_theme,
    list(measure_no order by measure_no) as measure_nos,
    bool_or(measure_no in (select figures.measure_no from marts.figure_measures as figures)) as has_figure
from marts.measure_target_groups
group by target_group
order by target_group collate nb;

comment on table marts.target_groups is 'Whom the plan is for. One row per target group or theme.';
comment on column marts.target_groups.target_group is 'Target group or theme, as the overview words it';
comment on column marts.target_groups.is_theme is 'A theme, and no group of people';
comment on column marts.target_groups.measure_nos is 'Its measures';
comment on column marts.target_groups.has_figure is 'Some figure bears on one of them';
