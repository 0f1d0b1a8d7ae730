-- The centre's sheet. One row per line × column of it; without area_code and area_type for a place that is none of ours.
create table gate.cells as
with places as (
    select area_code, area_type, area as place
    from staging.areas
    where area_type = 'kommune'
    union
    -- «Sand (Fjordfylket)» is called «Sand».
    select area_code, area_type, split_part(area, ' (', 1) as place
    from staging.areas
    where area_type = 'kommune'
    union all
    select area_code, area_type, 'Hele senteret' as place
    from staging.areas
    where area_type = 'krisesenter'
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
    places.area_type,
    uses."column",
    uses.user_group,
    uses.use,
    uses.persons_column,
    typed.amount::integer as amount
from typed
inner join uses using ("column")
left join places on typed."Bosted" = places.place
