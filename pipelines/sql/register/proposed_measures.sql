-- Which measures are proposed for the next plan? One row per proposal that is not withdrawn.
-- key: proposal_no
create table marts.proposed_measures as
select
    proposal_no,
    title,
    theme,
    target_group,
    reason,
    responsible,
    deadline,
    cost,
    done_when,
    role as proposed_by,
    saved_at as proposed_at,
    entry_id
from raw.last_entries('raw.proposals', proposal_no)
where not is_withdrawn
order by proposal_no;

comment on table marts.proposed_measures is 'Measures proposed for the next plan. One row per proposal that is not withdrawn.';
comment on column marts.proposed_measures.proposal_no is 'Number';
comment on column marts.proposed_measures.title is 'Name';
comment on column marts.proposed_measures.theme is 'Theme';
comment on column marts.proposed_measures.target_group is 'Target group';
comment on column marts.proposed_measures.reason is 'Why, as typed';
comment on column marts.proposed_measures.responsible is 'Role or unit, never a person';
comment on column marts.proposed_measures.deadline is 'When it is to be done';
comment on column marts.proposed_measures.cost is 'What it costs, as typed';
comment on column marts.proposed_measures.done_when is 'How one sees that it is done';
comment on column marts.proposed_measures.proposed_by is 'Role of whoever wrote it last';
comment on column marts.proposed_measures.proposed_at is 'When, UTC';
comment on column marts.proposed_measures.entry_id is 'The entry';
