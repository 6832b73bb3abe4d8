#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "util/database_kind.h"

namespace revise {

/// The `begin` and the `commit` of a text that is a single transaction.
struct wrapped_transaction {
  struct range {
    std::size_t begin;
    std::size_t end;  ///< after the semicolon
  };
  range opening;
  range closing;
  /// The modes of the `begin`, in the form that `set transaction` takes: "isolation level
  /// serializable".
  std::string modes;
};

/// Returns the `begin` and the `commit` if the first statement of `sql` begins a transaction, the
/// last one commits it, and no statement in between ends it or begins another. revise itself begins
/// and commits a transaction, so both can be left out. Statements that only affect the session
/// (`set`, `pragma`) may precede and follow. Null for any other text, for `and chain`, and for a
/// read-only transaction, in which the revision could not be recorded.
std::optional<wrapped_transaction> transaction_around(std::string_view sql, database_kind kind,
                                                      bool standard_strings = true);

inline constexpr const char* transaction_around_remark =
    "the 'begin' and the 'commit' around its SQL are left out: the revision runs in a transaction";

/// Returns `sql` with blanks in place of `begin` and `commit`, so that positions in it do not
/// change.
std::string without_transaction(std::string_view sql, const wrapped_transaction& around);

}  // namespace revise
