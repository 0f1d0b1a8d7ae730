-- When is each council to treat the next plan? One row per municipality.
-- key: area_code
create table marts.council_meetings as
select
    municipalities.area_code,
    municipalities.area,
    last.meets_on,
    last.note,
    last.role,
    last.saved_at,
    last.entry_id
from marts.municipalities as municipalities
left join raw.last_entries('raw.council_meetings', area_code) as last using (area_code)
order by municipalities.area collate nb;

comment on table marts.council_meetings is 'When each council is to treat the next plan. One row per municipality.';
comment on column marts.council_meetings.area_code is 'Municipality';
comment on column marts.council_meetings.area is 'Name of the municipality; made up in the example';
comment on column marts.council_meetings.meets_on is 'The day of the meeting; empty where not told';
comment on column marts.council_meetings.note is 'Note, as typed';
comment on column marts.council_meetings.role is 'Role of whoever wrote it';
comment on column marts.council_meetings.saved_at is 'When, UTC';
comment on column marts.council_meetings.entry_id is 'The entry; empty where nothing was written';
