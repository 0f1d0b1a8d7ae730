-- What several queries need, defined once.

-- A count of persons so small that it could give somebody away.
create macro smallest_shown() as 5;
create macro is_small(persons) as persons > 0 and persons < smallest_shown();

-- May what is published under the licence be used anew by anybody, as the names of the licences say it?
create macro is_open_data(licence) as
    coalesce(regexp_full_match(trim(licence), '(?i)(CC[ -]?BY([ -][34]\.0)?|CC[ -]?0([ -]1\.0)?|NLOD([ -][12]\.0)?)'), false);

-- The inhabitants of a municipality so small that it is never shown alone.
create macro largest_small_municipality() as 20000;

-- How the crisis centres count: for persons the national method changed in 2021. That it did for children is likely, and
-- not confirmed. Stays and visits are events, which are compared straight through.
create macro counting_method(use, user_group, year) as
    case
        when use in ('opphold', 'dagbesøk') then 'uendret'
        when year < 2021 then 'til og med 2020'
        when user_group = 'barn' then 'fra og med 2021, ikke bekreftet'
        else 'fra og med 2021'
    end;

-- The 95 % quantile of the normal distribution, two-sided.
create macro z() as 1.959963984540054;

-- Wilson 95 % interval in percent of a share in percent, with the number of respondents as base; within 0–100 and
-- around the share, which arithmetic alone misses by a hair at the ends.
create macro wilson_centre(percent, base) as
    (percent / 100 + z() * z() / (2 * base)) / (1 + z() * z() / base);
-- Divided twice: the square of a base of fifty thousand is more than an integer holds.
create macro wilson_half_width(percent, base) as
    z() / (1 + z() * z() / base)
    * sqrt(percent / 100 * (1 - percent / 100) / base + z() * z() / 4 / base / base);
create macro wilson_low(percent, base) as
    case when percent is not null and base is not null
        then greatest(0, least(percent, 100 * (wilson_centre(percent, base) - wilson_half_width(percent, base))))
    end;
create macro wilson_high(percent, base) as
    case when percent is not null and base is not null
        then least(100, greatest(percent, 100 * (wilson_centre(percent, base) + wilson_half_width(percent, base))))
    end;

-- What an interval is worked out from: a printed share is as fine as it is printed.
create macro interval_origin(percent, "precision") as
    case
        when "precision" <> 'eksakt' then 'Beregnet fra avrundet andel'
        -- «3 %» may be anything from 2,5 to 3,5.
        when percent = round(percent) then 'Beregnet fra hele prosent'
        else 'Beregnet fra oppgitt andel'
    end;

-- The shares in percent that are printed as this one: «3 %» is anything from 2,5 to 3,5, and «én av tre» from one of 3,5 to
-- one of 2,5.
create macro least_printed_so(percent, as_worded) as
    if(as_worded is null, percent - if(percent = round(percent), 0.5, 0.05), 100 / (100 / percent + 0.5));
create macro most_printed_so(percent, as_worded) as
    if(as_worded is null, percent + if(percent = round(percent), 0.5, 0.05), 100 / (100 / percent - 0.5));

-- What may share an axis: same survey, population, recall period and mode.
create macro comparable_group(source_id, population, recall_period, mode) as
    concat_ws(' · ', source_id, population, coalesce(recall_period, 'periode ikke oppgitt'), mode);

-- The band of a worked example: how many of so many persons, where a share in percent has an interval or a range.
-- It holds the uncertainty of the share and the chance of a small population, put together as independent errors; how the
-- share was rounded is in the ends that it is given.
-- Without a point the range takes its place: its ends, each with the chance.
create macro chance(persons, percent) as z() * sqrt(persons * percent / 100 * (1 - percent / 100));
create macro example_low(persons, percent, low) as
    greatest(
        0,
        persons * coalesce(percent, low) / 100
        - sqrt(
            chance(persons, coalesce(percent, low)) ** 2
            + (persons * (coalesce(percent, low) - low) / 100) ** 2
        )
    );
create macro example_high(persons, percent, high) as
    persons * coalesce(percent, high) / 100
    + sqrt(
        chance(persons, coalesce(percent, high)) ** 2
        + (persons * (high - coalesce(percent, high)) / 100) ** 2
    );
-- Rounded coarsely: whole persons under 20, fives under 100, then two digits; outwards, but for whole persons.
create macro coarse(high) as
    case when high < 20 then 1 when high < 100 then 5 else 10 ** (floor(log10(high)) - 1) end;
create macro coarse_low(low, high) as (floor(round(low) / coarse(high)) * coarse(high))::integer;
create macro coarse_high(high) as (ceil(round(high) / coarse(high)) * coarse(high))::integer;

-- A number as Norwegian text: 9,2 and 56 500.
create macro norwegian(number) as
    replace(replace(regexp_replace(format('{:,}', number), '\.0$', ''), ',', ' '), '.', ',');

-- A date as Norwegian text: 31.12.2026.
create macro day_written(day) as strftime(day, '%-d.%-m.%Y');

-- «a, b og c».
create macro listed(items) as
    case when len(items) < 2 then items[1] else concat(array_to_string(items[:-2], ', '), ' og ', items[-1]) end;

-- Which number of an indicator: «Voldtekt (kvinner, 2023)».
create macro number_named(category, sex, year) as
    concat(category, ' (' || nullif(concat_ws(', ', nullif(sex, 'begge'), year), '') || ')');

-- «Words of somebody else», with marks of their own for what is quoted in them.
create macro quoted(words) as concat('«', replace(replace(words, '«', '‘'), '»', '’'), '»');

-- A share as a text spells it: «omtrent én av ti».
create macro with_accent(words) as regexp_replace(lower(words), '(^|\PL)en av', '\1én av', 'g');
create macro spelled_share(wording) as
    nullif(with_accent(regexp_extract(wording, '(?i)(omtrent )?[eé]n av [\pL\d]+')), '');

-- A number as it is spelled, for a regular expression. «En» alone is an article.
create macro number_in_words(number) as
    case number
        when 0 then 'null'
        when 1 then 'én|[eé]tt|en prosent'
        when 2 then 'to'
        when 3 then 'tre'
        when 4 then 'fire'
        when 5 then 'fem'
        when 6 then 'seks'
        when 7 then 'sju|syv'
        when 8 then 'åtte'
        when 9 then 'ni'
        when 10 then 'ti'
        when 11 then 'elleve'
        when 12 then 'tolv'
        when 13 then 'tretten'
        when 14 then 'fjorten'
        when 15 then 'femten'
        when 16 then 'seksten'
        when 17 then 'sytten'
        when 18 then 'atten'
        when 19 then 'nitten'
        when 20 then 'tjue|tyve'
        when 30 then 'tretti|tredve'
        when 40 then 'førti|førr'
        when 50 then 'femti'
        when 60 then 'seksti'
        when 70 then 'sytti'
        when 80 then 'åtti'
        when 90 then 'nitti'
        when 100 then 'hundre'
    end;
-- The same of a share in percent: «én av fem», «seks av ti», «halvparten».
create macro one_of(percent) as round(100 / nullif(percent, 0));
create macro share_in_words(percent) as
    nullif(
        concat_ws(
            '|',
            if(round(100 / one_of(percent), 1) = percent, '[eé]n av (' || number_in_words(one_of(percent)) || ')', null),
            if(percent > 10, '(' || number_in_words(percent / 10) || ') av ti', null),
            if(percent = 50, 'halvparten', null)
        ),
        ''
    );
create macro has_word(wording, pattern) as
    coalesce(regexp_matches(wording, '(^|[^a-zæøå])(' || pattern || ')($|[^a-zæøå])'), false);
-- «Seks av ti» says sixty percent, or six, and nothing of ten.
create macro without_denominator(wording) as
    regexp_replace(
        wording,
        '(^|[^a-zæøå])(en|' || array_to_string(list_transform(range(0, 101), lambda n: number_in_words(n)), '|') || ') av [a-zæøå]+',
        '\1\2',
        'g'
    );
-- Does a text carry the number, in figures («56 500», «9,2») or in words («seks», «én av ti»)?
create macro carries_number(wording, number) as
    number is null
    or regexp_matches(
        regexp_replace(wording, '(\d)[ \x{00a0}](\d{3})', '\1\2', 'g'),
        '(^|[^0-9,])' || replace(norwegian(number), ' ', '') || '($|[^0-9,]|,[^0-9])'
    )
    or has_word(lower(wording), share_in_words(number))
    or has_word(without_denominator(lower(wording)), number_in_words(number));
