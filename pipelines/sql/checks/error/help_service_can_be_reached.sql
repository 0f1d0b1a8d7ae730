-- A service that is shown says whom it helps and where, can be reached, and says where that was read.
-- expected: hvem, hvor, hvordan og hvor det er lest, for hvert tilbud som vises
select
    null as source_id,
    format(
        '{} vises, og mangler {}',
        service,
        listed(list_filter(
            [
                if(for_whom is null, 'for hvem', null),
                if(coalesce(phone, link) is null, 'telefon eller lenke', null),
                if(source_address is null, 'hvor det er lest', null),
                if(not is_national and area_codes is null, 'hvor det er', null)
            ],
            lambda lack: lack is not null
        ))
    ) as detail
from marts.help_services
where
    is_sure
    and (
        for_whom is null
        or coalesce(phone, link) is null
        or source_address is null
        or (not is_national and area_codes is null)
    )
