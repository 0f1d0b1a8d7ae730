-- A number that is shown in words is shown in those of its source.
select
    source_id,
    format('{}: «{}» står ikke i «{}»', observation_id, as_worded, wording) as detail
from marts.observations
where not contains(replace(lower(wording), 'en av', 'én av'), replace(lower(as_worded), 'en av', 'én av'))
