#pragma once

#include <string_view>

namespace revise {

/// Whether `expression` is one literal, also one with a sign or in parentheses: a number, a string,
/// a blob, null, true, false. `alter table add column` takes no other default once there are rows
/// (sqlite.org/lang_altertable.html, section 4).
bool is_sqlite_literal(std::string_view expression);

/// Whether it may stand behind `default` as it is (sqlite.org/lang_createtable.html, "The DEFAULT
/// clause"): a literal, current_timestamp and its like, or anything in one pair of parentheses.
bool is_sqlite_default(std::string_view expression);

/// Whether it is PostgreSQL's `now()`, in whatever case and with whatever white space.
bool is_now(std::string_view expression);

}  // namespace revise
