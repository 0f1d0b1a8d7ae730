create view staging.laws as
select
    law_id,
    law,
    paragraphs,
    duty,
    addressee,
    wording,
    plan_section,
    source_id
from raw.laws;
