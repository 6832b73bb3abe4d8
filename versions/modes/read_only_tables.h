// The fourteen tables in `public` after the move: they stay for a while, and accept no more writes.
// Frozen, like fourteen_tables.h.
#pragma once

#include "functions_and_policies.h"

namespace modes {

/// Creating the triggers locks all tables against writers before the first row is copied. A write
/// that waits until the end of the revision then fails in the trigger.
inline void make_read_only(operations& op) {
  op.create_function("public.moved_to_growth()", {.returns = "trigger", .body = R"(
begin
  raise exception 'public.% has moved to growth.%', tg_table_name, tg_table_name
    using errcode = 'object_not_in_prerequisite_state',
          hint = 'what is in public can be read until it is dropped';
end )"});
  for (const char* table : table_names) {
    op.create_trigger("moved_to_growth", std::string("public.") + table,
                      {.event = "before insert or update or delete or truncate",
                       .for_each_statement = true,
                       .function = "public.moved_to_growth()"});
  }
}

inline void drop_read_only_tables(operations& op) {
  drop_policies(op, "public");
  drop_functions(op, "public");
  drop_tables(op, "public");
  drop_enums(op, "public");
  op.drop_function("public.moved_to_growth()");
}

}  // namespace modes
