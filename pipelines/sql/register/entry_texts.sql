-- What has been written about the work on the plan, also what was written anew since? One row per entry × text.
-- key: kind, entry_id, field
create table marts.entry_texts as
with named as (
    select
        area_code,
        any_value(area) as area
    from marts.measure_tasks
    group by area_code
),

written as (
    select 'assessments' as kind, entry_id, saved_at, format('vurdering av tiltak {}', measure_no) as about, field, text
    from raw.assessments
    unpivot (text for field in (merge_with, reason))
    union all
    select 'proposals' as kind, entry_id, saved_at, format('forslag {}', proposal_no) as about, field, text
    from raw.proposals
    unpivot (text for field in (title, theme, target_group, reason, responsible, cost, done_when))
    union all
    select 'milestones' as kind, entry_id, saved_at, 'milepæl' as about, field, text
    from raw.milestones
    unpivot (text for field in (note))
    union all
    select 'adoptions' as kind, entry_id, saved_at, format('vedtak i {}', coalesce(area, area_code)) as about, field, text
    from raw.adoptions
    unpivot (text for field in (note))
    left join named using (area_code)
    union all
    select
        'conclusions' as kind,
        entry_id,
        saved_at,
        format('konklusjon om tiltak {}', measure_no) as about,
        field,
        text
    from raw.conclusions
    unpivot (text for field in (conclusion))
    union all
    select 'appointments' as kind, entry_id, saved_at, format('oppnevning i {}', coalesce(area, area_code)) as about, field, text
    from raw.appointments
    unpivot (text for field in (position))
    left join named using (area_code)
    union all
    select
        'council_meetings' as kind,
        entry_id,
        saved_at,
        format('behandling i {}', coalesce(area, area_code)) as about,
        field,
        text
    from raw.council_meetings
    unpivot (text for field in (note))
    left join named using (area_code)
    union all
    select
        'contacts' as kind,
        entry_id,
        saved_at,
        format('adressen til {}', coalesce(area, regexp_replace(recipient, '^felles ', ''))) as about,
        field,
        text
    from raw.contacts
    unpivot (text for field in (address))
    left join named on recipient = named.area_code
    union all
    select
        'help_services' as kind,
        entry_id,
        saved_at,
        format('hjelpetilbud i {}', coalesce(area, area_code)) as about,
        field,
        text
    from raw.help_services
    unpivot (text for field in (service, for_whom, phone, link, opening, unit))
    left join named using (area_code)
)

select
    kind,
    entry_id,
    saved_at,
    about,
    field,
    text
from written
order by kind, entry_id desc;

comment on table marts.entry_texts is 'Texts about the work on the plan, the newest first, also those that others have taken the place of. One row per entry × text.';
comment on column marts.entry_texts.kind is 'The table of the register';
comment on column marts.entry_texts.entry_id is 'The entry';
comment on column marts.entry_texts.saved_at is 'When it was saved, UTC';
comment on column marts.entry_texts.about is 'What it is about, in Norwegian';
comment on column marts.entry_texts.field is 'The field';
comment on column marts.entry_texts.text is 'The text, as typed';
