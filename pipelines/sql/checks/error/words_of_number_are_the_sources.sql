-- A number that is shown in words is shown in those of its source.
select
    source_id,
    format('{}: «{}» står ikke i «{}»', observation_id, as_worded, wording) as detail
from marts.observations
where not contains(with_accent(wording), with_accent(as_worded))
