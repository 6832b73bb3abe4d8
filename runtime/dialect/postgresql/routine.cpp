#include <fmt/format.h>

#include "dialect/postgresql/dialect.h"
#include "sql/qualified_name.h"
#include "sql/quoted_literal.h"
#include "util/error.h"

namespace revise {

namespace data = operations_data;

namespace {

// Ends the line, because the query may end with a comment.
void end_line(std::string& text) {
  if (text.back() != '\n') text += '\n';
}

}  // namespace

std::string postgresql_dialect::signature(std::string_view text) const {
  const routine_signature parts = parse_signature(text);
  const std::string name = qualified(parts.name, "function");
  if (parts.arguments.empty()) return name;
  return name + piece(std::string(parts.arguments), "the arguments of", parts.name);
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::create_view& op) const {
  std::string text =
      fmt::format("create {}view {}", op.replace ? "or replace " : "", qualified(op.name, "view"));
  if (!op.columns.empty()) text += fmt::format(" ({})", columns(op.columns));
  text += clause(" with (", op.with, "'with' of", op.name, ")");
  text += " as\n" + piece(op.query, "the query of", op.name, piece_form::query);
  if (!op.check_option.empty()) end_line(text);
  text += clause("with ", op.check_option, "'check_option' of", op.name, " check option");
  return one(std::move(text));
}

postgresql_dialect::statement_list postgresql_dialect::sql(
    const data::create_materialized_view& op) const {
  std::string text =
      fmt::format("create materialized view {}{}", op.if_not_exists ? "if not exists " : "",
                  qualified(op.name, "materialized view"));
  if (!op.columns.empty()) text += fmt::format(" ({})", columns(op.columns));
  text += clause(" with (", op.with, "'with' of", op.name, ")");
  text += " as\n" + piece(op.query, "the query of", op.name, piece_form::query);
  if (!op.with_data) {
    end_line(text);
    text += "with no data";
  }
  return one(std::move(text));
}

postgresql_dialect::statement_list postgresql_dialect::sql(
    const data::refresh_materialized_view& op) const {
  return one(fmt::format("refresh materialized view {}{}{}", op.concurrently ? "concurrently " : "",
                         qualified(op.name, "materialized view"),
                         op.with_data ? "" : " with no data"));
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::create_routine& op) const {
  const std::string_view kind = op.is_procedure ? "procedure" : "function";
  if (parse_signature(op.signature).arguments.empty()) {
    throw error(fmt::format("the {} '{}' has no argument list", kind, op.signature),
                fmt::format("write '{}()' if it takes no arguments", op.signature));
  }
  if (op.replace && op.if_not_exists) {
    throw error(fmt::format("the {} '{}' has both .replace and .if_not_exists", kind, op.signature),
                "give one of .replace and .if_not_exists");
  }
  if (op.stable && op.immutable) {
    throw error(fmt::format("the {} '{}' cannot be both stable and immutable", kind, op.signature));
  }
  std::string text =
      fmt::format("create {}{} {}", op.replace ? "or replace " : "", kind, signature(op.signature));
  text += clause(" returns ", op.returns, "'returns' of", op.signature);
  // A trigger function cannot be written in SQL (PostgreSQL manual, 39.1).
  const std::string usual =
      is_same_sql(op.returns, "trigger", database_kind::postgresql) ? "plpgsql" : "sql";
  text += " language ";
  text += op.language.empty() ? usual : piece(op.language, "'language' of", op.signature);
  if (op.stable) text += " stable";
  if (op.immutable) text += " immutable";
  if (op.strict) text += " strict";
  if (op.security_definer) text += " security definer";
  text += clause(" parallel ", op.parallel, "'parallel' of", op.signature);
  for (const raw_sql& setting : op.set) {
    text += " set " + piece(setting, "'set' of", op.signature);
  }
  statement_list result = one(text + " as " + dollar_quoted(op.body));
  if (!op.comment.empty()) {
    result.push_back(comment_text(object_kind::function, op.signature, {}, op.comment));
  }
  if (!op.if_not_exists) return result;
  return unless_there({.kind = object_kind::function, .name = op.signature, .table = {}}, result);
}

postgresql_dialect::statement_list postgresql_dialect::sql(const data::create_trigger& op) const {
  if (op.function.empty()) {
    throw error(fmt::format("trigger '{}' calls no function", op.name),
                "give .function; .body is for sqlite");
  }
  if (op.event.empty()) {
    throw error(fmt::format("trigger '{}' has no event", op.name),
                "for example .event = \"before update\"");
  }
  const bool is_constraint = op.deferred != deferral::not_deferrable;
  std::string text =
      fmt::format("create {}{}trigger {} {} on {}", op.replace ? "or replace " : "",
                  is_constraint ? "constraint " : "", identifier(op.name, "trigger"),
                  piece(op.event, "'event' of", op.name), qualified(op.table, "table"));
  text.append(deferral_text(op.deferred));
  text += clause(" referencing ", op.referencing, "'referencing' of", op.name);
  text += op.for_each_statement ? " for each statement" : " for each row";
  text += clause(" when (", op.condition, "'condition' of", op.name, ")");
  const bool has_arguments = !parse_signature(op.function).arguments.empty();
  return one(text + " execute function " + signature(op.function) + (has_arguments ? "" : "()"));
}

}  // namespace revise
