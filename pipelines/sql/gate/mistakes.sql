-- What can not be right in the centre's sheet, by line. No number is told: the message may be read by others.
select distinct
    line,
    'Bosted' as "column",
    'stedet er ikke en av kommunene i planen' as problem,
    '«Hele senteret» eller en av kommunene; andre steder er bare med i «Hele senteret»' as expected
from gate.cells
where area_code is null
union all
select distinct
    line,
    'Bosted',
    'stedet står allerede i filen for dette året',
    'én linje for hvert sted'
from gate.cells
where area_code is not null
qualify line > min(line) over (partition by year, area_code)
union all
select
    min(line),
    'Bosted',
    format('{} har ingen linje for «Hele senteret»', year),
    'én linje for «Hele senteret» hvert år'
from gate.cells
group by year
having bool_and(area_type is distinct from 'krisesenter')
union all
select
    min(line),
    'Bosted',
    format('{} har linjer for {} av {} kommuner', year, count(distinct area_code), any_value(municipalities)),
    'en linje for hver av kommunene (0 der ingen kom derfra), eller bare «Hele senteret»'
from gate.cells
cross join (select count(*) as municipalities from staging.areas where area_type = 'kommune')
where area_type = 'kommune'
group by year
having count(distinct area_code) <> any_value(municipalities)
union all
select distinct
    line,
    if(is_empty_line, null, "column"),
    if(
        is_empty_line,
        format('linjen er tom, men andre linjer i {} har tall', year),
        format('cellen er tom, men andre linjer i {} har tall i kolonnen', year)
    ),
    '0 der ingen kom derfra, eller tomt i hele kolonnen for kommunene'
from (
    select
        *,
        -- Such a line is told of once.
        bool_and(amount is null) over (partition by line) as is_empty_line,
        count(amount) over (partition by year, "column") > 0 as is_counted_elsewhere
    from gate.cells
    where area_type = 'kommune'
)
where amount is null and is_counted_elsewhere
union all
select
    whole.line,
    whole."column",
    'kommunene er til sammen flere enn hele senteret',
    'minst så mange som kommunene til sammen'
from gate.cells as whole
inner join gate.cells as parts using (year, "column")
where whole.area_type = 'krisesenter' and parts.area_type = 'kommune'
group by whole.line, whole."column", whole.amount
having sum(parts.amount) > coalesce(whole.amount, -1)
union all
select
    events.line,
    events."column",
    format('tallet passer ikke med «{}»', events.persons_column),
    'minst én gang for hver person, og ingen uten en person'
from gate.cells as events
inner join gate.cells as persons on events.line = persons.line and events.persons_column = persons."column"
where events.amount < persons.amount or (persons.amount = 0 and events.amount > 0)
order by all
