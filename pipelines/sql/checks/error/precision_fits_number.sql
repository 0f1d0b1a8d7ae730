-- The words decide which ends are known: «over» has a low, «nesten» and «nær» a high, «mellom» both, the rest a point;
-- a row without a number says why.
-- expected: det tallet, eller den enden av et spenn, som ordet hører til
-- at: observations.precision, prevalence.precision
with ends as (
    select
        *,
        concat_ws(
            '+',
            if(value is not null, 'punkt', null),
            if(low is not null, 'nedre', null),
            if(high is not null, 'øvre', null)
        ) as given
    from marts.observations
)

select
    source_id,
    format('{}: «{}» har {}', observation_id, coalesce("precision", 'uten tall'), coalesce(nullif(given, ''), 'ingen tall')) as detail
from ends
where
    not case
        when "precision" is null then given = '' and missing_reason is not null
        when missing_reason is not null then given = ''
        when "precision" in ('over', 'godt over') then given = 'nedre'
        when "precision" in ('nesten', 'nær') then given = 'øvre'
        when "precision" = 'mellom' then given = 'nedre+øvre'
        when "precision" in ('ca.', 'om lag') then given in ('punkt', 'nedre+øvre')
        else given = 'punkt'
    end
