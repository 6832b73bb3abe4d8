#include <fmt/format.h>

#include <type_traits>

#include "dialect/sqlite/dialect.h"
#include "operations/description.h"
#include "sql/qualified_name.h"
#include "sql/sql_scanner.h"
#include "sql/sqlite_table_parts.h"
#include "util/error.h"

// Refuses what SQLite does not support, to the extent that the operation alone shows it.

namespace revise {

namespace data = operations_data;

namespace {

constexpr const char* leave_out = "op.on(postgresql) before the call leaves it out on sqlite";

[[noreturn]] void refuse(const operation& call, std::string_view what) {
  throw error(fmt::format("{}: sqlite has no {}", description_of(call), what), leave_out);
}

void refuse_if(bool given, const operation& call, std::string_view what) {
  if (given) refuse(call, what);
}

// Refuses an option such as `cascade`. The hint says to omit it, because the rest of the call may
// be meant for SQLite.
void refuse_option(bool given, const operation& call, std::string_view option) {
  if (!given) return;
  throw error(
      fmt::format("{}: sqlite has no '{}'", description_of(call), option),
      "leave the option out on sqlite: op.database() tells which database runs the migration");
}

// On SQLite, a schema is an attached database. No operation attaches a database or uses an attached
// one; `execute` can do both.
void check_schema(const std::string& name, const operation& call) {
  const std::string schema = parse_qualified_name(name).schema;
  refuse_if(!schema.empty() && schema != "main" && schema != "temp", call,
            fmt::format("schema '{}'", schema));
}

// A foreign key refers to a table of its own schema, and is written without a schema
// (sqlite.org/foreignkeys.html, section 6).
void check_target(const data::foreign_key_target& target, const std::string& table,
                  const operation& call) {
  refuse_option(target.match_full, call, "match_full");
  check_schema(target.table, call);
  const std::string schema = parse_qualified_name(target.table).schema;
  if (schema.empty()) return;
  const std::string own = parse_qualified_name(table).schema;
  if (schema == own || (own.empty() && schema == "main")) return;
  throw error(
      fmt::format(
          "{}: a foreign key in sqlite refers to a table of its own schema, and '{}' is in another",
          description_of(call), target.table),
      leave_out);
}

void check_constraint(const data::constraint& c, const std::string& table, const operation& call) {
  struct visitor {
    const std::string& table;
    const operation& call;
    void operator()(const data::check_constraint& x) const {
      refuse_option(x.not_valid, call, "not_valid");
      refuse_option(x.no_inherit, call, "no_inherit");
    }
    void operator()(const data::key_constraint& x) const {
      refuse_option(!x.index.empty(), call, "using_index");
      refuse_option(!x.nulls_distinct, call, "nulls_not_distinct");
      refuse_if(x.checked != deferral::not_deferrable, call, "deferrable keys");
    }
    void operator()(const data::foreign_key_constraint& x) const {
      refuse_option(x.not_valid, call, "not_valid");
      check_target(x.target, table, call);
    }
    void operator()(const data::exclude_constraint&) const { refuse(call, "exclude constraints"); }
  };
  std::visit(visitor{table, call}, c);
}

void check_column(const data::column_definition& c, const std::string& table,
                  const operation& call) {
  refuse_if(!c.comment.empty(), call, fmt::format("comment for column '{}'", c.name));
  if (c.check) check_constraint(*c.check, table, call);
  if (c.references) check_constraint(*c.references, table, call);
}

bool has_word(std::string_view sql, std::string_view word) {
  sql_scanner scanner(sql, database_kind::sqlite);
  while (const auto token = scanner.next()) {
    if (token->is(word)) return true;
  }
  return false;
}

}  // namespace

void sqlite_dialect::check(const operation& op) const {
  std::visit(
      [this, &op](const auto& o) {
        using kind = std::decay_t<decltype(o)>;
        if constexpr (std::is_same_v<kind, data::bulk_insert>) {
          target_of(o);
        } else if constexpr (requires { sql(o); }) {
          check_options(o, op);
          sql(o);
        } else if constexpr (requires(schema_reader & there) { sql(o, there); }) {
          check_options(o, op);
        } else {
          throw error(fmt::format("sqlite has no {}", description_of(op)), leave_out);
        }
      },
      op);
}

void sqlite_dialect::check_options(const data::create_table& op, const operation& call) const {
  check_schema(op.name, call);
  refuse_if(op.unlogged, call, "unlogged tables");
  refuse_if(!op.likes.empty(), call, "'like'");
  refuse_if(!op.partition_by.empty() || !op.partition_of.empty() || !op.for_values.empty(), call,
            "partitions");
  refuse_if(!op.with.empty(), call, "storage parameters ('with')");
  refuse_if(!op.tablespace.empty(), call, "tablespaces");
  refuse_if(!op.comment.empty(), call, "comments");
  refuse_if(op.columns.empty(), call, "tables without columns");
  for (const data::column_definition& c : op.columns) check_column(c, op.name, call);
  for (const data::constraint& c : op.constraints) check_constraint(c, op.name, call);
  create_text(op);
}

void sqlite_dialect::check_options(const data::add_column& op, const operation& call) const {
  check_schema(op.table, call);
  check_column(op.column, op.table, call);
  qualified(op.table, "table");
  column(op.column);
}

void sqlite_dialect::check_options(const data::alter_column_type& op, const operation& call) const {
  check_schema(op.table, call);
  qualified(op.table, "table");
  identifier(op.column, "column");
  refuse_if(op.type.array, call, "arrays");
  type_text(op.type);
}

void sqlite_dialect::check_options(const data::alter_nullability& op, const operation& call) const {
  check_schema(op.table, call);
  qualified(op.table, "table");
  identifier(op.column, "column");
}

void sqlite_dialect::check_options(const data::alter_default& op, const operation& call) const {
  check_schema(op.table, call);
  qualified(op.table, "table");
  identifier(op.column, "column");
}

void sqlite_dialect::check_options(const data::alter_identity& op, const operation& call) const {
  check_schema(op.table, call);
  qualified(op.table, "table");
  identifier(op.column, "column");
  refuse_option(op.identity == identity_kind::always, call, "always");
  if (op.identity == identity_kind::none) {
    throw error(
        fmt::format("{}: sqlite always numbers an integer primary key", description_of(call)),
        leave_out);
  }
}

void sqlite_dialect::check_options(const data::add_constraint& op, const operation& call) const {
  check_schema(op.table, call);
  check_constraint(op.added, op.table, call);
  qualified(op.table, "table");
  constraint(op.added);
}

void sqlite_dialect::check_options(const data::sequence_follows& op, const operation& call) const {
  refuse_if(!op.sequence.empty() || !op.after.empty(), call, "sequences");
  check_schema(op.table, call);
  qualified(op.table, "table");
  identifier(op.column, "column");
}

void sqlite_dialect::check_options(const data::create_index& op, const operation& call) const {
  check_schema(op.name, call);
  check_schema(op.table, call);
  refuse_option(op.concurrently, call, "concurrently");
  refuse_if(!op.method.empty() && op.method != "btree", call,
            fmt::format("index method '{}'", op.method.as_given()));
  refuse_option(op.nulls_not_distinct, call, "nulls_not_distinct");
  refuse_option(!op.include.empty(), call, "include");
  refuse_if(!op.with.empty(), call, "storage parameters ('with')");
  refuse_if(!op.tablespace.empty(), call, "tablespaces");
  for (const data::indexed_column& c : op.columns) {
    refuse_if(!c.operators.empty(), call, fmt::format("operator class '{}'", c.operators));
    // In SQLite, null is less than any other value (sqlite.org/datatype3.html, section 4.1).
    const nulls_order own =
        c.order == index_order::descending ? nulls_order::last : nulls_order::first;
    refuse_if(c.nulls != nulls_order::unsaid && c.nulls != own, call,
              own == nulls_order::first ? "ascending index with nulls last"
                                        : "descending index with nulls first");
  }
}

void sqlite_dialect::check_options(const data::drop_object& op, const operation& call) const {
  switch (op.what.kind) {
    case object_kind::table:
    case object_kind::index:
    case object_kind::view:
    case object_kind::trigger:
      check_schema(op.what.name, call);
      break;
    case object_kind::column:
    case object_kind::constraint:
      check_schema(op.what.table, call);
      break;
    default:
      throw error(fmt::format("sqlite has no {}", description_of(call)), leave_out);
  }
  refuse_option(op.cascade, call, "cascade");
  refuse_option(op.concurrently, call, "concurrently");
  refuse_option(op.if_unused, call, "if_unused");
  refuse_option(!op.if_comment.empty(), call, "if_comment");
  check_names(op.what);
}

void sqlite_dialect::check_names(const data::object_name& what) const {
  const std::string_view kind = sql_of(what.kind);
  if (what.kind == object_kind::column || what.kind == object_kind::constraint) {
    qualified(what.table, "table");
    identifier(what.name, kind);
  } else {
    qualified(what.name, kind);
  }
}

void sqlite_dialect::check_options(const data::rename_object& op, const operation& call) const {
  switch (op.what.kind) {
    case object_kind::table:
    case object_kind::index:
    case object_kind::trigger:
      check_schema(op.what.name, call);
      break;
    case object_kind::column:
    case object_kind::constraint:
      check_schema(op.what.table, call);
      break;
    case object_kind::view:
      check_schema(op.what.name, call);
      // A new name that differs only in case is the same name for all users of the view.
      if (is_same_name(parse_qualified_name(op.what.name).name, op.to)) break;
      throw error(fmt::format("sqlite has no {}", description_of(call)),
                  "use drop_view, then create_view with the new name");
    default:
      throw error(fmt::format("sqlite has no {}", description_of(call)), leave_out);
  }
  check_names(op.what);
  identifier(op.to, "new name");
}

void sqlite_dialect::check_options(const data::create_view& op, const operation& call) const {
  check_schema(op.name, call);
  refuse_option(!op.check_option.empty(), call, "check_option");
  refuse_if(!op.with.empty(), call, "options of views ('with')");
  qualified(op.name, "view");
  columns(op.columns);
}

// `function` may be given in addition to `body` if a call is for both databases.
void sqlite_dialect::check_options(const data::create_trigger& op, const operation& call) const {
  check_schema(op.name, call);
  check_schema(op.table, call);
  refuse_option(op.for_each_statement, call, "for_each_statement");
  refuse_option(!op.referencing.empty(), call, "referencing");
  refuse_if(op.deferred != deferral::not_deferrable, call, "deferrable triggers");
  if (op.body.empty()) {
    throw error(fmt::format("{}: a trigger in sqlite has a body and cannot call a function",
                            description_of(call)),
                "give .body too: \"update t set n = n + 1;\"");
  }
  if (has_word(op.event.as_given(), "or") || has_word(op.event.as_given(), "truncate")) {
    throw error(fmt::format("{}: a trigger in sqlite is for one event, not for '{}'",
                            description_of(call), op.event.as_given()),
                "create a trigger for each event: before or after insert, update or delete");
  }
}

}  // namespace revise
