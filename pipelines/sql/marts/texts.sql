-- What is told as it stands? One row per text.
-- key: purpose, place
create table marts.texts as
select
    purpose,
    place,
    text
from staging.texts
order by purpose, place;

comment on table marts.texts is 'What is told as it stands: words of the plan, and our readings of it. One row per text.';
comment on column marts.texts.purpose is 'What it is for';
comment on column marts.texts.place is 'Order among those that are for the same';
comment on column marts.texts.text is 'The text, as Markdown';
