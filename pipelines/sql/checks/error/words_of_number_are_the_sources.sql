-- A number that is shown in words is shown in those of its source, and a share that is only worded has its words.
with spelled as (
    select
        *,
        regexp_replace(lower(wording), '(^| )en av', '\1én av', 'g') as said,
        regexp_replace(lower(as_worded), '(^| )en av', '\1én av', 'g') as shown
    from marts.observations
)

select
    source_id,
    case
        when shown is null then format('{}: «{}» uten ordene', observation_id, "precision")
        else format('{}: «{}» står ikke i «{}»', observation_id, as_worded, wording)
    end as detail
from spelled
where not contains(said, shown) or (shown is null and "precision" in ('én av', 'av ti', 'halvparten'))
