-- A number that is shown in words is shown in those of its source, a share that is only worded has its words, and what
-- is said of which end is known, the source says.
-- expected: ordene slik de står i kilden
-- at: prevalence.wording, observations.wording
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
union all
select
    source_id,
    format('{}: «{}» står ikke i «{}»', observation_id, "precision", wording) as detail
from marts.observations
where
    "precision" in ('over', 'godt over', 'nesten', 'nær')
    and not regexp_matches(lower(wording), concat('(^|[^a-zæøå])', "precision", '($|[^a-zæøå])'))
