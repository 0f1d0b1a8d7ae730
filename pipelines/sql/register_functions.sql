-- What was written last of each thing, also that it was taken back; `key` is the columns that say which thing.
create macro raw.last_entries(entries, key) as table
from query_table(entries)
qualify row_number() over (partition by key order by entry_id desc) = 1;
