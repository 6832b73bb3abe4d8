#include "dialect/sqlite/stop.h"

#include <fmt/format.h>

#include "sql/quoted_identifier.h"

namespace revise {

std::vector<std::string> sqlite_stop_unless(std::string_view condition, std::string_view message) {
  return {fmt::format("create temp table revise_check (holds, constraint {} check (holds))",
                      quoted_identifier(message)),
          fmt::format("insert into temp.revise_check select {}", condition),
          "drop table temp.revise_check"};
}

std::string_view sqlite_stop_message(std::string_view statement, std::string_view refused) {
  constexpr std::string_view check = "CHECK constraint failed: ";
  if (!statement.starts_with("insert into temp.revise_check ") || !refused.starts_with(check)) {
    return {};
  }
  return refused.substr(check.size());
}

}  // namespace revise
