-- Under which headings do the pages of knowledge show their figures? One row per theme.
-- key: theme_id
create table marts.themes as
select
    theme_id,
    page,
    place,
    heading,
    text
from staging.themes
order by place;

comment on table marts.themes is 'Headings of the pages of knowledge. One row per theme.';
comment on column marts.themes.theme_id is 'Key';
comment on column marts.themes.page is 'Address of the page';
comment on column marts.themes.place is 'Order';
comment on column marts.themes.heading is 'Heading';
comment on column marts.themes.text is 'What a reader must know first; Markdown';
