-- What the crisis centre itself delivers has the centre as its source.
-- expected: en kilde for krisesenteret, med senterets kode
select
    area_code as source_id,
    format('{} mangler i sources.csv: kilden til det senteret selv leverer, skal ha senterets kode, «{}», som source_id', area, area_code) as detail
from staging.areas
where area_type = 'krisesenter' and area_code not in (select source_id from staging.sources)
union all
select
    null as source_id,
    'Intet område har rollen «krisesenter», men crisis_centre_gated.csv har tall fra et krisesenter' as detail
where
    exists (select 1 from staging.crisis_centre_gated)
    and not exists (select 1 from staging.areas where area_type = 'krisesenter')
