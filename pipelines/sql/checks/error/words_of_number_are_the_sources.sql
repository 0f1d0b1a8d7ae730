-- A number that is shown in words is shown in those of its source, and a share that is only worded has its words.
select
    source_id,
    case
        when as_worded is null then format('{}: «{}» uten ordene', observation_id, "precision")
        else format('{}: «{}» står ikke i «{}»', observation_id, as_worded, wording)
    end as detail
from marts.observations
where
    not contains(with_accent(wording), with_accent(as_worded))
    or (as_worded is null and "precision" in ('én av', 'av ti', 'halvparten'))
