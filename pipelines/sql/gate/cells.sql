-- The centre's sheet. One row per line × column of it; area_code is empty for a place that is none of ours.
create table gate.cells as
with places as (
    select area_code, area as place
    from staging.areas
    where area_type = 'kommune'
    union
    -- «Våler (Innlandet)» is called «Våler».
    select area_code, split_part(area, ' (', 1) as place
    from staging.areas
    where area_type = 'kommune'
    union all
    values ('hamar_krisesenter', 'Hele senteret')
),

-- The second is counted in the first: each who lives there has one stay or more.
uses ("column", user_group, use, persons_column) as (
    values
        ('Voksne beboere', 'voksne', 'beboere', null),
        ('Barn beboere', 'barn', 'beboere', null),
        ('Opphold voksne', 'voksne', 'opphold', 'Voksne beboere'),
        ('Opphold barn', 'barn', 'opphold', 'Barn beboere'),
        ('Dagbrukere', 'alle', 'dagbrukere', null),
        ('Dagbesøk', 'alle', 'dagbesøk', 'Dagbrukere')
),

typed as (
    from raw.crisis_centre_year
    unpivot include nulls (amount for "column" in (columns(* exclude ("År", "Bosted", line))))
)

select
    typed.line::integer as line,
    typed."År"::integer as year,
    typed."Bosted" as place,
    places.area_code,
    uses."column",
    uses.user_group,
    uses.use,
    uses.persons_column,
    typed.amount::integer as amount
from typed
inner join uses using ("column")
left join places on typed."Bosted" = places.place
