-- What was written last of each thing, also that it was taken back; `key` is the columns that say which thing.
create macro raw.last_entries(entries, key) as table
from query_table(entries)
qualify row_number() over (partition by key order by entry_id desc) = 1;

-- What is done for all has its role as key, in every plan: the register knows it by that.
create macro raw.is_joint(area_code) as area_code = 'felles';

-- A, B … Z, AA, AB …
create macro raw.letters(place) as
    if(place > 26, chr(64 + (place - 1) // 26), '') || chr(65 + (place - 1) % 26);
