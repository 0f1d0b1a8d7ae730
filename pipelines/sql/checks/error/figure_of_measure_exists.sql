-- What bears on a measure is an indicator that a page shows, or one of the figures that are declared in the code.
select
    null as source_id,
    format('Tiltak {}: figuren «{}» finnes ikke', measure_no, figure_id) as detail
from marts.figure_measures
where
    figure_id not in (select indicator_id from marts.indicators where page is not null)
    and figure_id not in (
        'over_time',
        'homicides',
        'youth_severity',
        'youth_acts',
        'centre_use',
        'centre_residents',
        'centre_stays',
        'centre_day_users',
        'centre_day_visits',
        'centre_homes',
        'national_residents',
        'national_stays',
        'national_day_users',
        'national_day_visits',
        'advisory_under_18',
        'advisory_adults',
        'advisory_cases',
        'deadlines',
        'measures_by_deadline',
        'worked_example'
    )
