#include "operations/call_writer.h"

#include <utility>

#include "operations/cpp_expression.h"
#include "operations/object_kind.h"

namespace revise {

namespace data = operations_data;

namespace {

using form = call_part::shape;

call_part field(const char* name, call_part value) {
  return {
      .head = std::string(".") + name + " = ", .form = form::field, .items = {std::move(value)}};
}

const char* factory_of(object_kind kind) {
  switch (kind) {
    case object_kind::all_tables:
      return "all_tables";
    case object_kind::all_sequences:
      return "all_sequences";
    case object_kind::all_functions:
      return "all_functions";
    case object_kind::materialized_view:
      return "materialized_view";
    default:
      return sql_of(kind).data();
  }
}

}  // namespace

call_part word(std::string text) { return {.head = std::move(text)}; }

call_part text_part(std::string_view text) { return word(cpp_text(text, "text")); }

call_part sql_part(const std::string& text) { return word(cpp_text(text, "sql")); }

call_part sql_part(const raw_sql& sql) { return sql_part(sql.as_given()); }

call_part names_part(const std::vector<std::string>& names) {
  call_part list{.head = "", .form = form::list};
  for (const std::string& name : names) list.items.push_back(text_part(name));
  return list;
}

call_part call_of(std::string name, std::vector<call_part> arguments) {
  return {.head = std::move(name), .form = form::arguments, .items = std::move(arguments)};
}

call_part call_of(std::string name, std::vector<call_part> arguments, const option_list& options) {
  if (!options.list().items.empty()) arguments.push_back(options.list());
  return call_of(std::move(name), std::move(arguments));
}

call_part call_with(std::string name, std::vector<call_part> arguments,
                    const option_list& options) {
  arguments.push_back(options.list());
  return call_of(std::move(name), std::move(arguments));
}

call_part object_part(const data::object_name& what) {
  std::vector<call_part> names;
  if (!what.table.empty()) names.push_back(text_part(what.table));
  names.push_back(text_part(what.name));
  return call_of(std::string("object::") + factory_of(what.kind), std::move(names));
}

call_part copied_columns_part(const std::vector<data::copy_rows::column>& columns) {
  call_part list{.head = "", .form = form::list};
  for (const data::copy_rows::column& c : columns) {
    call_part name = text_part(c.name);
    if (!c.expression.empty()) {
      name = {.head = "", .form = form::list, .items = {std::move(name), sql_part(c.expression)}};
    }
    list.items.push_back(std::move(name));
  }
  return list;
}

option_list& option_list::add(const char* name, call_part value) {
  list_.items.push_back(field(name, std::move(value)));
  return *this;
}

option_list& option_list::add(const char* name, bool given) {
  return given ? add(name, word("true")) : *this;
}

option_list& option_list::add(const char* name, const std::string& text) {
  return text.empty() ? *this : add(name, text_part(text));
}

option_list& option_list::add(const char* name, const raw_sql& sql) {
  return sql.empty() ? *this : add(name, sql_part(sql));
}

option_list& option_list::add(const char* name, const std::vector<std::string>& names) {
  return names.empty() ? *this : add(name, names_part(names));
}

option_list& option_list::add(const char* name, std::optional<long long> number) {
  return number ? add(name, word(cpp_number(*number))) : *this;
}

option_list& option_list::add(const char* name, std::optional<bool> given) {
  return given ? add(name, word(*given ? "true" : "false")) : *this;
}

}  // namespace revise
