#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "util/database_kind.h"

namespace revise {

/// The `begin` and the `commit` of a text that is one transaction from end to end.
struct wrapped_transaction {
  struct range {
    std::size_t begin;
    std::size_t end;  ///< behind the semicolon
  };
  range opening;
  range closing;
  /// What the `begin` asks for, as `set transaction` takes it: "isolation level serializable".
  std::string modes;
};

/// The two where the first statement of `sql` begins a transaction, the last one commits it, and
/// none between ends it or begins another; then they mean what revise does anyway. Statements that
/// only concern the session (`set`, `pragma`) may stand in front and behind. Nothing for any other
/// text, for `and chain`, and for a transaction that is read only: it could not be recorded.
std::optional<wrapped_transaction> transaction_around(std::string_view sql, database_kind kind,
                                                      bool standard_strings = true);

inline constexpr const char* transaction_around_remark =
    "the 'begin' and the 'commit' around its SQL are left out: the revision is a transaction";

/// `sql` with blanks in place of the two, so that every place in it stays the same.
std::string without_transaction(std::string_view sql, const wrapped_transaction& around);

}  // namespace revise
