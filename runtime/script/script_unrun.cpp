#include "script/script_unrun.h"

#include <fmt/format.h>

#include "script/psql_format.h"
#include "script/script_tables.h"

namespace revise {

namespace {

// The steps of the query:
// * state: what the log has for each applied revision. An id of 0 means that no such entry exists.
// * covered: revisions that were stamped, or that a stamped revision needs.
// * others: rows without an entry, which another tool wrote, and what they need.
// * suspect: revisions that an applied revision `above` needs, but perhaps ran without.
// * needed: what `above` needed when it ran, from the log if it has that, else from the current
//   graph.
// * below: whether the log began below the revision. If not, all unknown revisions must be shown.
constexpr const char* stop_block = R"(
declare
  unrun pg_catalog.text[];
  reasons pg_catalog.text;
  is_undone boolean;
begin
  update pg_temp.revise_log l set parents = null where exists (
    select from pg_catalog.unnest(l.parents) as p (revision) where not exists (
      select from pg_temp.revise_graph g where g.revision operator(pg_catalog.=) p.revision));
  with recursive
  last (revision, here, undone, ran) as (
    select revision,
      pg_catalog.max(id) filter (where direction operator(pg_catalog.<>) 'downgrade'),
      pg_catalog.max(id) filter (where direction operator(pg_catalog.=) 'downgrade'),
      pg_catalog.max(id) filter (where direction operator(pg_catalog.=) 'upgrade')
    from pg_temp.revise_log group by revision
  ),
  state as (
    select g.revision, g.needs, last.revision is not null as has_entry, last.ran, run.parents,
      coalesce(last.here, 0) as here, coalesce(last.undone, 0) as undone
    from pg_temp.revise_graph g
      left join last on last.revision operator(pg_catalog.=) g.revision
      left join pg_temp.revise_log run on run.id operator(pg_catalog.=) last.ran
    where g.is_applied
  ),
  covered (revision, id) as (
    select revision, id from pg_temp.revise_log where direction operator(pg_catalog.=) 'stamp'
    union
    select pg_catalog.unnest(g.needs), c.id
    from covered c join pg_temp.revise_graph g on g.revision operator(pg_catalog.=) c.revision
  ),
  others (revision, needs) as (
    select s.revision, s.needs
    from state s join pg_temp.revise_rows r on r.revision operator(pg_catalog.=) s.revision
    where not s.has_entry
    union
    select s.revision, s.needs
    from others o cross join pg_catalog.unnest(o.needs) as n (revision)
      join state s on s.revision operator(pg_catalog.=) n.revision
    where not s.has_entry
  ),
  unknown as (
    select s.* from state s
    where s.here operator(pg_catalog.<=) s.undone
      and not exists (select from others o where o.revision operator(pg_catalog.=) s.revision)
      and not exists (select from covered c where c.revision operator(pg_catalog.=) s.revision
                      and c.id operator(pg_catalog.>) s.undone)
  ),
  suspect (above, ran, parents, revision, needs, undone) as (
    select s.revision, s.ran, s.parents, u.revision, u.needs, u.undone
    from state s cross join pg_catalog.unnest(s.needs) as n (revision)
      join unknown u on u.revision operator(pg_catalog.=) n.revision
    where s.ran operator(pg_catalog.>) s.undone
      and (u.undone operator(pg_catalog.>) s.ran
           or u.revision operator(pg_catalog.<>) all (s.parents))
    union
    select s.above, s.ran, s.parents, u.revision, u.needs, u.undone
    from suspect s cross join pg_catalog.unnest(s.needs) as n (revision)
      join unknown u on u.revision operator(pg_catalog.=) n.revision
  ),
  needed (above, ran, revision) as (
    select above, ran, pg_catalog.unnest(parents) from suspect
    union
    select t.above, t.ran, pg_catalog.unnest(coalesce(
      (select l.parents from pg_temp.revise_log l
       where l.revision operator(pg_catalog.=) t.revision
         and l.direction operator(pg_catalog.=) any (array['stamp', 'upgrade'])
         and l.id operator(pg_catalog.<) t.ran and l.parents is not null
       order by l.direction desc limit 1), g.needs))
    from needed t join pg_temp.revise_graph g on g.revision operator(pg_catalog.=) t.revision
  ),
  shown as (
    select s.revision, s.above, s.needs, s.undone, s.undone operator(pg_catalog.>) s.ran as stayed
    from suspect s
    where s.undone operator(pg_catalog.>) s.ran
      or (s.parents is not null
          and not exists (select from needed t where t.above operator(pg_catalog.=) s.above
                          and t.revision operator(pg_catalog.=) s.revision)
          and not exists (select from pg_temp.revise_log l
                          where s.revision operator(pg_catalog.=) any (l.parents)
                            and l.direction operator(pg_catalog.<>) 'downgrade'
                            and l.id operator(pg_catalog.>) s.undone
                            and l.id operator(pg_catalog.<) s.ran))
  ),
  below (revision, needs, is_known) as (
    select revision, needs, false from shown
    union
    select b.revision, s.needs, s.here operator(pg_catalog.>) s.undone
    from below b cross join pg_catalog.unnest(b.needs) as n (revision)
      join state s on s.revision operator(pg_catalog.=) n.revision
    where not b.is_known
  )
  select pg_catalog.array_agg(distinct s.revision),
    pg_catalog.bool_and(s.undone operator(pg_catalog.>) 0),
    pg_catalog.string_agg(pg_catalog.format(
      case when s.stayed then '''%s'' stayed applied when ''%s'' was undone'
           else '''%s'' ran without ''%s''' end, s.above, s.revision), '; '
      order by s.above, s.revision)
  into unrun, is_undone, reasons
  from shown s
  where exists (select from below b
                where b.revision operator(pg_catalog.=) s.revision and b.is_known)
    or not (exists (select from others) or exists (
      select from unknown u where not exists (
        select from shown s where s.revision operator(pg_catalog.=) u.revision)));
  if pg_catalog.cardinality(unrun) operator(pg_catalog.=) 1 then
    raise exception 'revision ''%'' counts as applied, but % here', unrun[1],
      case when is_undone then 'was undone' else 'never ran' end using detail = reasons;
  elsif unrun is not null then
    raise exception '% revisions count as applied, but never ran here',
      pg_catalog.cardinality(unrun) using detail = reasons;
  end if;
end )";

}  // namespace

std::string_view create_script_log() {
  return "create temporary table revise_log (id bigint, revision pg_catalog.text, direction "
         "pg_catalog.text, parents pg_catalog.text[]);\n";
}

// Reads the last entry of each kind, as log_table::events() does.
std::string read_script_log(const script_table& table) {
  const std::string read = fmt::format(
      "insert into pg_temp.revise_log select distinct on (revision, direction) id, revision, "
      "direction, pg_catalog.string_to_array(parents, ',') from {} where result "
      "operator(pg_catalog.=) 'done' and (direction operator(pg_catalog.<>) 'stamp' or "
      "coalesce(note, '') operator(pg_catalog.<>) 'removed') order by revision, direction, id desc",
      table.log().table());
  return fmt::format(
      "    begin\n      {};\n    exception when undefined_column or insufficient_privilege then\n"
      "      null;\n    end;\n",
      psql_body(table, read));
}

std::string stop_where_unrun() {
  return "-- stops if a revision counts as applied but never ran, according to the log\n" +
         psql_do(stop_block);
}

}  // namespace revise
