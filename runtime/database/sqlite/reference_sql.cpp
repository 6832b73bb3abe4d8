#include "database/sqlite/reference_sql.h"

namespace revise {

// `part`: a column of a foreign key, and the column that it refers to. `keyed`: the parent if it is
// a table. A view or a virtual table has no key, and its columns may not be readable.
//
// A foreign key fits if the parent's columns are the primary key, or the columns of a unique index
// without a condition (sqlite.org/foreignkeys.html, section 3). Without such a key, checking the
// rows would compare each row with each.
//
// The rows are compared as a foreign key compares them: with the affinity and the collation of the
// parent's column. The plus removes the affinity of the child's column.
//
// `value`: a number has the same text in a column of any type, because a rebuild may change it from
// 7 to 7.0 or '7'. The key of a WITHOUT ROWID table replaces the rowid. Such a table is recognized
// by being an index itself (sqlite.org/withoutrowid.html, section 2).
std::string_view sqlite_reference_looks() {
  return R"(with
part as (
  select t.rowid || ' ' || t.rootpage as id, t.name as child, f.id as number,
    f."table" as parent, p.type as parent_type, f."from" as own,
    iif(p.rootpage > 0, p.name, null) as keyed,
    iif(p.rootpage > 0, coalesce(f."to", (select i.name from pragma_table_info(p.name, 'main') i
      where i.pk = f.seq + 1)), null) as other
  from main.sqlite_schema t join pragma_foreign_key_list(t.name, 'main') f
  left join main.sqlite_schema p on p.name = f."table" collate nocase
    and p.type in ('table', 'view')
  where t.type = 'table' order by t.rowid, f.id, f.seq),
key as (
  select id, child, parent, parent_type, keyed, lower(group_concat(own)) as columns,
    count(*) as size, count(other) as found,
    group_concat(char(10) || lower(other) || char(10), '') as others,
    group_concat(printf('c."%w" is not null', own), ' and ') as given,
    group_concat(printf('p."%w" = +c."%w"', other, own), ' and ') as met,
    group_concat(printf('quote(case when cast(cast(c."%w" as text) as numeric) = c."%w" then '
      || 'cast(cast(c."%w" as text) as numeric) else cast(c."%w" as text) end)',
      own, own, own, own), ' || '', '' || ') as value,
    group_concat(printf('%Q || substr(quote(c."%w"), 1, 60) || iif(length(quote(c."%w")) > 60, '
      || '''…'', '''')', child || '.' || own || ' = ', own, own), ' || '', '' || ') as shown
  from part group by id, number),
checked as (
  select *, parent_type is null or (found = size and (
    size = (select sum(instr(others, char(10) || lower(i.name) || char(10)) > 0)
      from pragma_table_info(keyed, 'main') i where i.pk > 0)
      and size = (select max(i.pk) from pragma_table_info(keyed, 'main') i)
    or exists (select 1 from pragma_index_list(keyed, 'main') l
      where l."unique" and not l.partial and size = (select
        count(*) filter (where instr(others, char(10) || lower(i.name) || char(10)) > 0)
        from pragma_index_info(l.name, 'main') i)
        and size = (select count(*) from pragma_index_info(l.name, 'main'))))) as fits
  from key)
select id, child, lower(parent) as parent, columns, iif(fits,
  printf('select %Q, %Q, %Q, %Q, %s, %s, %s from main."%w" as c where %s', id, child, parent, columns,
    coalesce((select group_concat(printf('quote(c."%w")', i.name), ' || '', '' || ')
        from pragma_table_info(child, 'main') i
        where i.pk > 0 and exists (select 1 from pragma_index_info(child, 'main'))),
      (select 'c.' || n.value from (select 'rowid' as value union all select '_rowid_' union all
        select 'oid') n where n.value not in
        (select lower(x.name) from pragma_table_xinfo(child, 'main') x) limit 1), 'null'),
    value, shown, child, given)
    || iif(parent_type is null, '', printf(' and not exists (select 1 from main."%w" as p where %s)', parent, met)),
  printf('select %Q, %Q, %Q, %Q, null, ''mismatch'', %Q', id, child, parent, columns,
    printf('foreign key mismatch - "%w" referencing "%w"', child, parent))) as look
from checked)";
}

}  // namespace revise
