create view staging.measures as
select
    plan_id,
    measure_no::integer as measure_no,
    section,
    working_title,
    overview_wording,
    body_wording,
    -- The overview ends some wordings without the full stop that the body has.
    rtrim(overview_wording, '. ') <> rtrim(body_wording, '. ') as is_worded_differently,
    overview_promises_more = 'ja' as overview_promises_more,
    focus_area,
    responsible,
    source_id,
    note
from raw.measures
where plan_id in (from staging.chosen_plan);
