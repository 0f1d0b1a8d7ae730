-- Every mart, every column of it and every macro that is asked as one is explained.
-- expected: en forklaring av hver tabell og hver kolonne
select
    null as source_id,
    format('marts.{} mangler forklaring', table_name) as detail
from duckdb_tables()
where schema_name = 'marts' and comment is null
union all
select
    null as source_id,
    format('marts.{}.{} mangler forklaring', table_name, column_name) as detail
from duckdb_columns()
where schema_name = 'marts' and comment is null
union all
select
    null as source_id,
    format('marts.{}() mangler forklaring', function_name) as detail
from duckdb_functions()
where schema_name = 'marts' and comment is null
