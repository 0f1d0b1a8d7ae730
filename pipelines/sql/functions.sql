-- What several queries need, defined once.

-- The 95 % quantile of the normal distribution, two-sided.
create macro z() as 1.959963984540054;

-- Wilson 95 % interval in percent of a share in percent, with the number of respondents as base.
create macro wilson_centre(percent, base) as
    (percent / 100 + z() * z() / (2 * base)) / (1 + z() * z() / base);
create macro wilson_half_width(percent, base) as
    z() / (1 + z() * z() / base)
    * sqrt(percent / 100 * (1 - percent / 100) / base + z() * z() / (4 * base * base));
create macro wilson_low(percent, base) as
    100 * (wilson_centre(percent, base) - wilson_half_width(percent, base));
create macro wilson_high(percent, base) as
    100 * (wilson_centre(percent, base) + wilson_half_width(percent, base));

-- A number as Norwegian text: 9,2 and 56 500.
create macro norwegian(number) as
    replace(replace(regexp_replace(format('{:,}', number), '\.0$', ''), ',', ' '), '.', ',');

-- Does a text carry the number, in figures («56 500», «9,2») or in words («én av ti»)?
create macro number_in_words(number) as
    case number
        when 4 then 'fire'
        when 5 then 'fem'
        when 7 then 'sju'
        when 8 then 'åtte'
        when 10 then '[eé]n av ti'
        when 20 then '[eé]n av fem'
        when 33.3 then '[eé]n av tre'
        when 50 then 'halvparten'
    end;
create macro carries_number(wording, number) as
    number is null
    or regexp_matches(
        regexp_replace(wording, '(\d)[ \x{00a0}](\d{3})', '\1\2', 'g'),
        '(^|[^0-9,])' || replace(norwegian(number), ' ', '') || '($|[^0-9,]|,[^0-9])'
    )
    or coalesce(
        regexp_matches(lower(wording), '(^|[^a-zæøå])' || number_in_words(number) || '($|[^a-zæøå])'),
        false
    );
