#include "model/column_of.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "sql/qualified_name.h"
#include "util/ascii.h"
#include "util/error.h"

namespace revise {

namespace data = operations_data;

namespace {

// The names in the SQL standard, which format_type() returns, and their short forms.
constexpr std::pair<std::string_view, std::string_view> standard_names[] = {
    {"character varying", "varchar"},
    {"bit varying", "varbit"},
    {"timestamp with time zone", "timestamptz"},
    {"timestamp without time zone", "timestamp"},
    {"time with time zone", "timetz"},
    {"time without time zone", "time"},
};

bool take_suffix(std::string_view& from, std::string_view suffix) {
  if (!from.ends_with(suffix)) return false;
  from.remove_suffix(suffix.size());
  return true;
}

// Returns `text` as a number, ignoring the blanks around it. Null if it is negative or not a number
// at all.
std::optional<int> number_of(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  int number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size() || number < 0) return {};
  return number;
}

// The name of a type and its sizes, -1 if not given: "numeric(10,2)", "timestamp(3) with time
// zone".
struct sized_name {
  std::string name;
  int length = -1;
  int scale = -1;
};

std::optional<sized_name> sized_name_of(std::string_view text) {
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos) return sized_name{std::string(text)};
  const std::size_t close = text.find(')', open);
  if (close == std::string_view::npos) return {};
  const std::string_view numbers = text.substr(open + 1, close - open - 1);
  const std::size_t comma = numbers.find(',');
  const auto length = number_of(numbers.substr(0, comma));
  std::optional<int> scale = -1;
  if (comma != std::string_view::npos) scale = number_of(numbers.substr(comma + 1));
  if (!length || !scale) return {};
  return sized_name{std::string(text.substr(0, open)).append(text.substr(close + 1)), *length,
                    *scale};
}

bool is_one_word(std::string_view name) {
  return std::all_of(name.begin(), name.end(), ascii::is_word);
}

std::optional<data::data_type> known_type_of(std::string_view text, database_kind kind) {
  const auto sized = sized_name_of(text);
  if (!sized) return {};
  const auto standard =
      std::find_if(std::begin(standard_names), std::end(standard_names),
                   [&sized](const auto& one) { return one.first == sized->name; });
  if (kind == database_kind::postgresql && standard != std::end(standard_names)) {
    return data::data_type{std::string(standard->second), sized->length, sized->scale};
  }
  if (!is_one_word(sized->name)) return {};
  // The dialect writes bytea as blob.
  const bool is_bytea = kind == database_kind::sqlite && sized->name == "blob";
  return data::data_type{is_bytea ? "bytea" : sized->name, sized->length, sized->scale};
}

// In an operation, a name has no SQL quotes, except around a part that contains a dot or a quote.
std::string name_of_operation(const std::string& sql) {
  if (sql.empty()) return {};
  const auto part = [](const std::string& name) {
    if (name.find_first_of(".\"") == std::string::npos) return name;
    std::string quoted = "\"";
    for (const char c : name) quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
  };
  const qualified_name parts = parse_qualified_name(sql);
  return parts.schema.empty() ? part(parts.name) : part(parts.schema) + '.' + part(parts.name);
}

// Returns the expression of a stored column: "a + 1" for "a + 1 stored", or on SQLite for "(a + 1)
// stored".
std::string stored_expression(const catalog::column& c, database_kind kind) {
  std::string_view text = c.generated;
  if (!take_suffix(text, " stored")) {
    throw error(fmt::format(
        "column '{}' is a virtual generated column, which no operation can create", c.name));
  }
  if (kind == database_kind::sqlite) text = text.substr(1, text.size() - 2);
  return std::string(text);
}

identity_kind identity_of(catalog::identity_kind kind) {
  switch (kind) {
    case catalog::identity_kind::none:
      break;
    case catalog::identity_kind::always:
      return identity_kind::always;
    case catalog::identity_kind::by_default:
      return identity_kind::by_default;
  }
  return identity_kind::none;
}

}  // namespace

data::data_type type_of(std::string_view text, database_kind kind) {
  std::string_view element = text;
  const bool is_array = kind == database_kind::postgresql && take_suffix(element, "[]");
  data::data_type result =
      known_type_of(element, kind).value_or(data::data_type{.name = std::string(element)});
  result.array = is_array;
  return result;
}

data::column_definition column_of(const catalog::column& read, database_kind kind) {
  data::column_definition column;
  column.name = read.name;
  column.type = type_of(read.type, kind);
  column.not_null = read.not_null;
  column.identity = identity_of(read.identity);
  column.default_expression = read.default_value;
  if (!read.generated.empty()) column.generated_expression = stored_expression(read, kind);
  column.collation =
      kind == database_kind::postgresql ? name_of_operation(read.collation) : read.collation;
  column.comment = read.comment;
  return column;
}

}  // namespace revise
