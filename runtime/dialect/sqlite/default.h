#pragma once

#include <string_view>

namespace revise {

/// Returns whether `expression` is a single literal: a number, a string, a blob, null, true or
/// false. It may have a sign and parentheses. `alter table add column` accepts no other default if
/// the table has rows (sqlite.org/lang_altertable.html, section 4).
bool is_sqlite_literal(std::string_view expression);

/// Returns whether `expression` may follow `default` unchanged (sqlite.org/lang_createtable.html,
/// "The DEFAULT clause"): a literal, current_timestamp and similar keywords, or anything in one
/// pair of parentheses.
bool is_sqlite_default(std::string_view expression);

/// Returns whether `expression` is PostgreSQL's `now()`, without regard to case and white space.
bool is_now(std::string_view expression);

}  // namespace revise
