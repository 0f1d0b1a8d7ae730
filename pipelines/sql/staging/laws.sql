create view staging.laws as
select
    law_id,
    law,
    paragraph,
    duty,
    addressee,
    summary,
    in_force_on::date as in_force_on,
    note,
    address,
    checked_on::date as checked_on,
    source_id
from raw.laws;
