#include "operations/object_kind.h"

namespace revise {

std::string_view sql_of(object_kind kind) {
  switch (kind) {
    case object_kind::schema:
      return "schema";
    case object_kind::extension:
      return "extension";
    case object_kind::type:
      return "type";
    case object_kind::domain:
      return "domain";
    case object_kind::sequence:
      return "sequence";
    case object_kind::table:
      return "table";
    case object_kind::column:
      return "column";
    case object_kind::constraint:
      return "constraint";
    case object_kind::index:
      return "index";
    case object_kind::view:
      return "view";
    case object_kind::materialized_view:
      return "materialized view";
    case object_kind::function:
      return "function";
    case object_kind::procedure:
      return "procedure";
    case object_kind::trigger:
      return "trigger";
    case object_kind::policy:
      return "policy";
    case object_kind::role:
      return "role";
    case object_kind::database:
      return "database";
    case object_kind::all_tables:
      return "all tables in schema";
    case object_kind::all_sequences:
      return "all sequences in schema";
    case object_kind::all_functions:
      return "all functions in schema";
  }
  return "object";
}

}  // namespace revise
