-- A printed share that is not the printed cases among all cases of the year, whichever source prints those.
select distinct
    part.source_id,
    format(
        'Kompetanseteamet {}, {} ({}): {} av {} saker er ikke {} %.',
        part.year, part.concern, part.age_group, norwegian(part.cases), norwegian(whole.cases), norwegian(part.percent)
    ) as detail
from staging.advisory_cases as part
inner join staging.advisory_cases as whole
    on
        part.year = whole.year
        and part.area_code = whole.area_code
        and whole.age_group = 'alle'
        and whole.concern = 'alle saker'
where abs(100 * part.cases / whole.cases - part.percent) > part.percent_rounding
