-- The words decide which ends are known: «over» has a low, «nesten» and «nær» a high, «mellom» both, the rest a point;
-- a row without a number says why.
with numbers as (
    select
        source_id, observation_id as row_name, "precision", missing_reason, value as point, low, high
    from marts.observations
    union all
    select
        source_id, concat_ws(' ', area, year, user_group, use) as row_name, "precision", missing_reason,
        amount as point,
        coalesce(amount_low, percent_low) as low,
        amount_high as high
    from marts.crisis_centre_use
),

ends as (
    select
        *,
        concat_ws(
            '+',
            if(point is not null, 'punkt', null),
            if(low is not null, 'nedre', null),
            if(high is not null, 'øvre', null)
        ) as given
    from numbers
)

select
    source_id,
    format('{}: «{}» har {}', row_name, coalesce("precision", 'uten tall'), coalesce(nullif(given, ''), 'ingen tall')) as detail
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
