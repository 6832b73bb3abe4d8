#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/dialect.h"
#include "operations/operation.h"
#include "util/sql_value.h"

namespace revise {

/// `sql` as the journal keeps it, to be compared with what a later run would send: without
/// secrets (sql/secrets.h); values only as a hash, so that none is kept; of what is very long
/// the beginning, and a hash of it all.
std::string journal_text(std::string_view sql, const std::vector<sql_value>& parameters = {});

/// A statement as the journal takes it.
struct journaled_statement {
  std::string sql;      ///< one statement; empty where it is none, or several
  std::string text;     ///< what the journal keeps: journal_text, or the operation's call
  bool is_raw = false;  ///< it is of the migration's own, and may change the session
};

/// An operation that is no SQL of the migration's own. Its text is the same before and after it was
/// done, though on SQLite its SQL is not. Throws what the dialect does.
journaled_statement journaled(const operation& op, const dialect& of);

/// Where two texts differ: the first line of each that is not the same, for `ran: ` and `now: `.
struct text_difference {
  std::string before;
  std::string now;
};
text_difference difference_of(std::string_view before, std::string_view now);

}  // namespace revise
