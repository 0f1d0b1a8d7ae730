-- What is a figure about, and how is it told? One row per indicator.
-- key: indicator_id
create table marts.indicators as
select
    indicator_id,
    place,
    page,
    theme,
    question,
    kind,
    unit,
    method,
    whom,
    next_expected
from staging.indicators
order by place;

comment on table marts.indicators is 'What the figures are about. One row per indicator.';
comment on column marts.indicators.indicator_id is 'Key';
comment on column marts.indicators.place is 'Order';
comment on column marts.indicators.page is 'Address of the page that shows it; empty where none does';
comment on column marts.indicators.theme is 'Heading on the page that it stands under';
comment on column marts.indicators.question is 'The question it answers';
comment on column marts.indicators.kind is 'Kind of picture';
comment on column marts.indicators.unit is 'What its numbers count';
comment on column marts.indicators.method is '«undersøkelse» where people have answered, «register» where somebody has counted';
comment on column marts.indicators.whom is 'Those whom a share of both sexes is a share of';
comment on column marts.indicators.next_expected is 'When the source says that the next numbers come';
