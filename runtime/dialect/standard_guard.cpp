#include <fmt/format.h>

#include <type_traits>

#include "dialect/standard.h"
#include "sql/qualified_sql.h"
#include "util/error.h"
#include "util/utf8.h"

// Guards: what a migration expects of the rows.

namespace revise {

namespace data = operations_data;

namespace {

bool is_query(std::string_view from) { return from.starts_with('('); }

// Returns the name of `from` in messages; for a query, its beginning.
std::string shown(std::string_view from) {
  if (!is_query(from)) return fmt::format("'{}'", from);
  constexpr std::size_t most = 60;
  std::size_t end = std::min(from.find('\n'), from.size());
  if (end > most) {
    end = most;
    while (end < from.size() && utf8::continues_character(from[end])) ++end;
  }
  return fmt::format("{}{}", from.substr(0, end), end < from.size() ? " ..." : "");
}

std::string expected(const data::expect_rows& op) {
  if (op.exactly) return std::to_string(*op.exactly);
  if (op.at_least && op.at_most) return fmt::format("{} to {}", *op.at_least, *op.at_most);
  return op.at_least ? fmt::format("at least {}", *op.at_least)
                     : fmt::format("at most {}", *op.at_most);
}

std::string otherwise(const data::expect_rows& op, database_kind kind) {
  const auto is = [kind](std::string_view symbol, long long number) {
    return fmt::format("n {} {}", own_operator(kind, symbol), number);
  };
  if (op.exactly) return is("<>", *op.exactly);
  std::string condition;
  if (op.at_least) condition = is("<", *op.at_least);
  if (op.at_most) condition += (op.at_least ? " or " : "") + is(">", *op.at_most);
  return condition;
}

}  // namespace

guard_sql standard_dialect::guard(const operation& op) const {
  return std::visit(
      [this](const auto& o) -> guard_sql {
        if constexpr (requires { guard_of(o); }) {
          return guard_of(o);
        } else {
          return {};
        }
      },
      op);
}

guard_sql standard_dialect::guard_of(const data::expect_rows& op) const {
  if (op.from.empty()) throw error("table without a name");
  if (!op.exactly && !op.at_least && !op.at_most) {
    throw error(fmt::format("expect_rows '{}' does not say how many rows it expects", op.from),
                "give .exactly, .at_least or .at_most");
  }
  if (op.exactly && (op.at_least || op.at_most)) {
    throw error(fmt::format("expect_rows '{}' says twice how many rows it expects", op.from),
                "give .exactly, or .at_least and .at_most");
  }
  const std::string& where = op.where.as_given();
  const std::string what = op.what.empty() ? fmt::format("rows of {}{}{}", shown(op.from),
                                                         where.empty() ? "" : " where ", where)
                                           : op.what;
  return {
      .before = {},
      .breach = fmt::format("select case when {0} then {2} {1} {4} {1} {3} end as breach\n"
                            "from (select {5}(*) as n from {6}{7}{8}) as revise_guard",
                            otherwise(op, kind()), own_operator(kind(), "||"), literal(what + ": "),
                            literal(fmt::format(" found, {} expected", expected(op))),
                            kind() == database_kind::sqlite ? "n" : "n::pg_catalog.text",
                            own_name(kind(), "count"),
                            is_query(op.from) ? piece(op.from, "the query of", "expect_rows")
                                              : qualified(op.from, "table"),
                            is_query(op.from) ? " as revise_rows" : "",
                            clause(" where ", op.where, "'where' of", op.from)),
      .after = {}};
}

row_sides standard_dialect::sides_of(const data::preserve_rows& op) const {
  row_sides sides{.from = {.table = qualified(op.from, "table"),
                           .where = clause(" where ", op.where, "'where' of", op.from),
                           .columns = {}},
                  .to = {.table = qualified(op.to, "table"),
                         .where = clause(" where ", op.where_to, "'where_to' of", op.to),
                         .columns = {}},
                  .names = {}};
  for (const data::copy_rows::column& column : op.columns) {
    const std::string name = identifier(column.name, "column");
    sides.from.columns.push_back(
        column.expression.empty()
            ? name
            : piece(column.expression, "the value of", column.name, piece_form::expression));
    sides.to.columns.push_back(name);
    sides.names += (sides.names.empty() ? "" : ", ") + column.name;
  }
  return sides;
}

std::string standard_dialect::both_numbers(const data::compare_rows& op, std::string_view what,
                                           std::string_view was, std::string_view is_now) const {
  const std::string& from = op.remembered.from;
  const std::string& to = op.remembered.to;
  const auto text = [&](std::string_view before, std::string_view between,
                        std::string_view behind) {
    return fmt::format("{1} {0} {2} {0} {3} {0} {4} {0} {5}", own_operator(kind(), "||"),
                       literal(std::string(before)), was, literal(std::string(between)), is_now,
                       literal(std::string(behind)));
  };
  if (op.at_once) {
    return text(fmt::format("{}: ", what), fmt::format(" of '{}', ", from),
                fmt::format(" of '{}'", to));
  }
  if (from == to) return text(fmt::format("{} of '{}': ", what, from), " before, ", " now");
  return text(fmt::format("{}: ", what), fmt::format(" of '{}' before, ", from),
              fmt::format(" of '{}' now", to));
}

}  // namespace revise
