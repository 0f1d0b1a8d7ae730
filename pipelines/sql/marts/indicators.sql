-- What is a figure about, and how is it told? One row per indicator.
-- key: indicator_id
create table marts.indicators as
select
    indicators.indicator_id,
    indicators.place,
    indicators.theme_id,
    indicators.other_theme_id,
    themes.page,
    indicators.name,
    indicators.topic,
    indicators.question,
    indicators.kind,
    indicators.area_type,
    areas.area,
    indicators.part,
    indicators.unit,
    indicators.method,
    indicators.whom,
    indicators.next_expected,
    indicators.slide_place
from staging.indicators as indicators
left join staging.themes as themes using (theme_id)
left join staging.areas as areas on indicators.area_type = areas.area_type
order by themes.place nulls last, indicators.place;

comment on table marts.indicators is 'What the figures are about. One row per indicator.';
comment on column marts.indicators.indicator_id is 'Key';
comment on column marts.indicators.place is 'Order';
comment on column marts.indicators.theme_id is 'Theme it stands under; empty where no page shows it';
comment on column marts.indicators.other_theme_id is 'Theme of another page that shows it too';
comment on column marts.indicators.page is 'Address of the page that shows it; empty where none does';
comment on column marts.indicators.name is 'Short name in the catalogue of Utforsk';
comment on column marts.indicators.topic is 'Heading it stands under in that catalogue';
comment on column marts.indicators.question is 'The question it answers';
comment on column marts.indicators.kind is 'How it is drawn and told';
comment on column marts.indicators.area_type is 'Role of the area it is about, where its kind asks for one';
comment on column marts.indicators.area is 'Name of that area';
comment on column marts.indicators.part is 'What of its table it is about, where its kind asks for it';
comment on column marts.indicators.unit is 'What its numbers count';
comment on column marts.indicators.method is '«undersøkelse» where people have answered, «register» where somebody has counted';
comment on column marts.indicators.whom is 'Those whom a share of both sexes is a share of';
comment on column marts.indicators.next_expected is 'When the source says that the next numbers come';
comment on column marts.indicators.slide_place is 'Order among the slides of the ready pack; empty for the others';
