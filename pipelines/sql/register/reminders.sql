-- Which reminders were sent by themselves, to whom, and what became of them? One row per attempt.
-- key: round_id, recipient, occasion, attempt
create table marts.reminders as
select
    last.round_id,
    last.recipient,
    recipients.name,
    last.occasion,
    last.attempt,
    last.outcome,
    last.reason,
    contacts.address,
    last.role,
    last.saved_at,
    last.entry_id
from raw.last_entries('raw.reminders', (round_id, recipient, occasion, attempt)) as last
left join raw.contacts as contacts on last.contact_id = contacts.entry_id
left join marts.recipients as recipients on last.recipient = recipients.recipient
order by last.entry_id;

comment on table marts.reminders is 'Reminders that were sent by themselves. One row per attempt.';
comment on column marts.reminders.round_id is 'Round';
comment on column marts.reminders.recipient is 'Whom it is to, as in recipients';
comment on column marts.reminders.name is 'What they are called; empty where nobody asks them any more';
comment on column marts.reminders.occasion is 'Which reminder of the round: before the date to answer by, or after it';
comment on column marts.reminders.attempt is 'From 1; another only where the one before has surely not gone out';
comment on column marts.reminders.outcome is 'sent, refused (has surely not gone out) or unsure; begun while it is sent, and where whoever sent it came to a stop';
comment on column marts.reminders.reason is 'Why it was refused, or is unsure';
comment on column marts.reminders.address is 'E-mail address of a role that it was sent to';
comment on column marts.reminders.role is 'Role of whoever had it sent';
comment on column marts.reminders.saved_at is 'When that became known, UTC';
comment on column marts.reminders.entry_id is 'The step that told it';
