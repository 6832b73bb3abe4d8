#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dialect/dialect.h"
#include "operations/operation.h"
#include "util/sql_value.h"

namespace revise {

/// Returns `sql` in the form that the journal stores, and that a later run compares with what it
/// would send. Secrets are removed (sql/secrets.h). Parameter values are replaced by a hash, so
/// that none is stored. A very long text is cut and followed by a hash of the whole text.
std::string journal_text(std::string_view sql, const std::vector<sql_value>& parameters = {});

/// A statement in the form that the journal takes.
struct journaled_statement {
  std::string sql;      ///< the SQL, if it is exactly one statement; else empty
  std::string text;     ///< what the journal stores: journal_text, or the operation's call
  bool is_raw = false;  ///< SQL that the migration wrote itself, which may change the session
};

/// Returns the journal's form of an operation other than raw SQL. The text is equal before and
/// after the operation is done, although its SQL on SQLite is not. Throws what the dialect throws.
journaled_statement journaled(const operation& op, const dialect& of);

/// Where two texts differ: the first line of each that is not equal, for the messages `ran: ` and
/// `now: `.
struct text_difference {
  std::string before;
  std::string now;
};
text_difference difference_of(std::string_view before, std::string_view now);

}  // namespace revise
