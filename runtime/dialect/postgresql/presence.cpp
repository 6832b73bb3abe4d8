#include <fmt/format.h>

#include "dialect/postgresql/dialect.h"
#include "sql/qualified_name.h"
#include "sql/quoted_literal.h"
#include "util/error.h"

namespace revise {

namespace data = operations_data;

namespace {

// The function that finds an object by its name, and the catalog that contains it (PostgreSQL
// manual, 9.26.4). Both are empty for kinds that cannot be found this way.
struct lookup {
  std::string_view function;
  std::string_view catalog;
};

lookup lookup_of(const data::object_name& what) {
  switch (what.kind) {
    case object_kind::schema:
      return {"to_regnamespace", "pg_namespace"};
    case object_kind::table:
    case object_kind::view:
    case object_kind::materialized_view:
    case object_kind::sequence:
    case object_kind::index:
      return {"to_regclass", "pg_class"};
    case object_kind::function:
    case object_kind::procedure:
      return {parse_signature(what.name).arguments.empty() ? "to_regproc" : "to_regprocedure",
              "pg_proc"};
    case object_kind::type:
    case object_kind::domain:
      return {"to_regtype", "pg_type"};
    default:
      return {};
  }
}

}  // namespace

std::string postgresql_dialect::id_of(const data::object_name& what) const {
  const lookup by = lookup_of(what);
  if (by.function.empty()) {
    throw error(
        fmt::format("'if_comment' is not supported for {}", any_of(what.kind)),
        "it is supported for schemas, tables, views, sequences, indexes, functions and types");
  }
  return fmt::format("pg_catalog.{}({})", by.function, quoted_literal(object_text(what)));
}

postgresql_dialect::statement_list postgresql_dialect::unless_there(
    const data::object_name& what, const statement_list& statements) const {
  std::string body = fmt::format("\nbegin\n  if {} is null then\n", id_of(what));
  for (const std::string& statement : statements) body += fmt::format("    {};\n", statement);
  return one("do " + dollar_quoted(body + "  end if;\nend ", "revise"));
}

std::string postgresql_dialect::if_commented(const data::object_name& what,
                                             const std::string& comment,
                                             const std::string& statement) const {
  return fmt::format(
      "  if pg_catalog.obj_description({}::pg_catalog.oid, '{}'::pg_catalog.name) "
      "operator(pg_catalog.=) {} then\n    {};\n  end if;\n",
      id_of(what), lookup_of(what).catalog, quoted_literal(comment), statement);
}

postgresql_dialect::statement_list postgresql_dialect::on_conditions(
    const data::grant& op, const std::string& grant) const {
  if (op.if_comment.empty()) return one(grant);
  return one("do " + dollar_quoted("\nbegin\n" + if_commented(op.on, op.if_comment, grant) + "end ",
                                   "revise"));
}

postgresql_dialect::statement_list postgresql_dialect::on_conditions(
    const data::drop_object& op, const std::string& drop) const {
  if (op.if_comment.empty() && !op.if_unused) return one(drop);
  if (op.if_unused && op.cascade) {
    throw error("'if_unused' and 'cascade' cannot be combined",
                "'cascade' also drops what depends on the object");
  }
  if (op.concurrently) {
    throw error("'concurrently' cannot be combined with 'if_unused' or 'if_comment'");
  }
  std::string body = "\nbegin\n";
  body += op.if_comment.empty() ? fmt::format("  {};\n", drop)
                                : if_commented(op.what, op.if_comment, drop);
  if (op.if_unused) {
    const std::string stays =
        fmt::format("{} '{}' is in use, and stays", sql_of(op.what.kind), op.what.name);
    body +=
        fmt::format("exception when dependent_objects_still_exist then\n  raise notice '%', {};\n",
                    quoted_literal(stays));
  }
  return one("do " + dollar_quoted(body + "end ", "revise"));
}

}  // namespace revise
