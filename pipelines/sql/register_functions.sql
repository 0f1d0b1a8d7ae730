-- How a task stands to its deadline in the plan, held against today and never stored. None for what is not being done.
-- A month is told and not a day: within is decided by its first day, since the plan's deadlines are ends of months.
create macro marts.deadline_words(status, in_place_on, deadline, today) as
    case
        when status = 'Gjennomføres ikke' then null
        when deadline is null then 'Ingen frist i planen'
        when status = 'Gjennomført' and in_place_on is null then 'Gjennomført, tidspunkt ukjent'
        when status = 'Gjennomført' and in_place_on <= deadline then 'Gjennomført innen fristen'
        when status = 'Gjennomført' then 'Gjennomført etter fristen'
        when deadline < today then 'Fristen er ute'
        else 'Fristen er ikke ute'
    end;

-- Is it in place in a municipality, is somebody at it, or not; who has not answered says none of it.
create macro marts.task_place(status) as
    case
        when status = 'Gjennomført' then 'På plass'
        when status in ('I gang', 'Delvis gjennomført') then 'I arbeid'
        when status in ('Ikke startet', 'Gjennomføres ikke', 'Vet ikke – avklares')
            then 'Ikke startet, gjennomføres ikke eller avklares'
        else status
    end;
