#include "build/compiler_advice.h"

#include <fmt/format.h>

#include <array>
#include <string_view>

namespace revise::tool {

namespace {

constexpr auto none = std::string_view::npos;
constexpr std::string_view letters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

constexpr std::string_view fields_in_order =
    "the fields of a migration must be in this order: revision, down_revision, depends_on, "
    "branch_labels, message, transactional, budget, not_before, verify, upgrade, downgrade";

bool has(std::string_view line, std::string_view words) { return line.find(words) != none; }

// "index_options" if the line mentions revise::index_options; else empty.
std::string_view options_of(std::string_view line) {
  constexpr std::string_view scope = "revise::";
  for (std::size_t at = line.find(scope); at != none; at = line.find(scope, at)) {
    at += scope.size();
    const std::string_view rest = line.substr(at);
    const std::string_view name =
        rest.substr(0, rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"));
    if (name.ends_with("_options")) return name;
  }
  return {};
}

struct type_slip {
  std::string_view written;  ///< a C++ type, or another name of an SQL type
  std::string_view meant;
};

constexpr std::array type_slips = {type_slip{"int", "integer"},
                                   type_slip{"short", "smallint"},
                                   type_slip{"long", "bigint"},
                                   type_slip{"unsigned", "bigint"},
                                   type_slip{"bool", "boolean"},
                                   type_slip{"float", "real"},
                                   type_slip{"double", "double_precision"},
                                   type_slip{"char", "varchar(1)"},
                                   type_slip{"decimal", "numeric(10, 2)"},
                                   type_slip{"string", "text"},
                                   type_slip{"datetime", "timestamptz"},
                                   type_slip{"int2", "smallint"},
                                   type_slip{"int4", "integer"},
                                   type_slip{"int8", "bigint"},
                                   type_slip{"float4", "real"},
                                   type_slip{"float8", "double_precision"},
                                   type_slip{"number", "numeric(10, 2)"},
                                   type_slip{"tinyint", "smallint"},
                                   type_slip{"blob", "bytea"}};

// The quoted name after `words`, in the quotes of GCC (which depend on the locale) or of clang.
std::string_view quoted_behind(std::string_view line, std::string_view words) {
  const std::size_t at = line.find(words);
  if (at == none) return {};
  std::string_view rest = line.substr(at + words.size());
  const std::size_t begin = rest.find_first_of(letters);
  if (begin == none || begin > 4) return {};
  rest.remove_prefix(begin);
  return rest.substr(0, rest.find_first_not_of(letters));
}

// Matches "expected primary-expression before 'int'" and "'decimal' was not declared in this
// scope". clang does not name the C++ type, so for clang the quoted source line is searched.
std::string advice_on_type(std::string_view line, std::string_view source) {
  std::string_view written = quoted_behind(line, "expected primary-expression before ");
  if (written.empty()) written = quoted_behind(line, "use of undeclared identifier ");
  if (written.empty() && has(line, "was not declared in this scope")) {
    written = quoted_behind(line, "error: ");
  }
  const bool is_nameless = has(line, "expected '(' for function-style cast");
  for (const type_slip& slip : type_slips) {
    const bool is_it = is_nameless ? has(source, fmt::format(", {})", slip.written)) ||
                                         has(source, fmt::format(", {}(", slip.written))
                                   : written == slip.written;
    if (is_it) {
      return fmt::format("the type '{}' is '{}' here: types are named as in SQL", slip.written,
                         slip.meant);
    }
  }
  return {};
}

// Detects `column("id", bigint).default("0")`: `default` is a C++ keyword.
bool is_default(std::string_view line, std::string_view source) {
  if (has(line, "expected unqualified-id")) return has(line, "default") || has(source, ".default(");
  return has(line, "no member named") && has(line, "revise::column") && has(line, "'default");
}

// Detects a single name where a list of names is needed.
bool lacks_braces(std::string_view line) {
  const bool is_list = has(line, "initializer_list<revise::") || has(line, "initializer_list<") ||
                       has(line, "name_list");
  const bool is_text = has(line, "const char [") || has(line, "const char[");
  if (!is_text) return false;
  if (has(line, "cannot convert") || has(line, "no viable conversion")) return is_list;
  if (has(line, "no known conversion")) return has(line, "name_list");
  for (const char* taker : {"primary_key", "unique", "foreign_key", "exclude"}) {
    const bool is_taker = has(line, fmt::format("revise::{0}::{0}(const char [", taker)) ||
                          has(line, fmt::format("to 'revise::{}'", taker));
    if (is_taker && (has(line, "no matching function") || has(line, "no matching conversion"))) {
      return true;
    }
  }
  return false;
}

// Advice on one line of the output. `source` is the migration's source line, which the compiler
// quotes below `line`.
std::string advice_on(std::string_view line, std::string_view source) {
  if (std::string advice = advice_on_type(line, source); !advice.empty()) return advice;
  if (is_default(line, source)) return "the default of a column is .server_default(\"0\")";
  if (lacks_braces(line)) return "write a list of names in braces: {\"id\"} instead of \"id\"";
  const std::string_view options = options_of(line);
  if (has(line, "designator order for field")) {
    return options.empty() ? std::string(fields_in_order)
                           : fmt::format("give the options in the order of 'revise::{}'", options);
  }
  if (has(line, "cannot convert") && has(line, "<brace-enclosed initializer list>") &&
      !options.empty()) {
    return fmt::format("an option is misspelt, or its value has the wrong type: see 'revise::{}'",
                       options);
  }
  if (has(line, "incomplete") && (has(line, "revise::rows") || has(line, "revise::one_row") ||
                                  has(line, "include_revise_rows_h"))) {
    return "a migration that reads rows needs #include <revise/rows.h>";
  }
  return {};
}

}  // namespace

std::string compiler_advice(const std::vector<std::string>& said) {
  bool lacks_function = false;
  for (std::size_t i = 0; i < said.size(); ++i) {
    const std::string& line = said[i];
    const std::string_view source = i + 1 < said.size() ? said[i + 1] : std::string_view();
    if (std::string advice = advice_on(line, source); !advice.empty()) return advice;
    if (has(line, "deleted") && has(line, "step_function")) lacks_function = true;
  }
  return lacks_function ? "a migration needs both .upgrade and .downgrade (a function, reversed or "
                          "irreversible)"
                        : std::string();
}

}  // namespace revise::tool
