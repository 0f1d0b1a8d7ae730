-- The overview and the body word the same measure differently.
select
    source_id,
    format(
        'Tiltak {} ({}) er ordlagt ulikt i oversikten{} og i avsnitt {}.',
        measure_no,
        working_title,
        coalesce((select format(' ({})', text) from marts.texts where purpose = 'overview_stands_in'), ''),
        section
    )
    || if(overview_promises_more, ' Oversikten lover mer, etter vår lesning.', '') as detail
from marts.measures
where is_worded_differently
order by measure_no
