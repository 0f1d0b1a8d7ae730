create view staging.deadline_notes as
select
    measure_no::integer as measure_no,
    is_joint = 'ja' as is_joint,
    note
from raw.deadline_notes
where plan_id in (from staging.chosen_plan);
