-- How many answers lie behind the printed percentages of the youth table? One row per source.
-- The number is not printed. A printed share of n among N answers fits where it rounds to the printed whole
-- percent, so each cell allows a range of N. The base is the smallest N that fits the most cells.
-- key: source_id
create table marts.youth_base as
with ranges as (
    select
        source_id,
        floor(100e0 * respondents / (percent + 0.5)) + 1 as fits_from,
        floor(100e0 * respondents / (percent - 0.5)) as fits_to
    from staging.youth_violence
    where percent >= 1
),

candidates as (
    select distinct fits_from as base
    from ranges
),

fits as (
    select
        ranges.source_id,
        candidates.base,
        count(*) as cells_that_fit,
        min(ranges.fits_to) as base_to
    from candidates
    inner join ranges on candidates.base between ranges.fits_from and ranges.fits_to
    group by all
)

select
    source_id,
    base::integer as base,
    base_to::integer as base_to,
    cells_that_fit::integer as cells_that_fit
from fits
qualify row_number() over (partition by source_id order by cells_that_fit desc, base) = 1;

comment on table marts.youth_base is 'How many answers lie behind the youth table, worked out from its rounded percentages. One row per source.';
comment on column marts.youth_base.source_id is 'The survey';
comment on column marts.youth_base.base is 'Smallest number of answers that fits the most printed percentages; used for intervals';
comment on column marts.youth_base.base_to is 'Largest number of answers that fits the same percentages';
comment on column marts.youth_base.cells_that_fit is 'Number of printed percentages that fit the base';
