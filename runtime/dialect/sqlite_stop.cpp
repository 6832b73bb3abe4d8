#include "dialect/sqlite_stop.h"

#include <fmt/format.h>

#include "util/quoted_identifier.h"

namespace revise {

std::vector<std::string> sqlite_stop_unless(std::string_view condition, std::string_view message) {
  return {fmt::format("create temp table revise_check (holds, constraint {} check (holds))",
                      quoted_identifier(message)),
          fmt::format("insert into temp.revise_check select {}", condition),
          "drop table temp.revise_check"};
}

}  // namespace revise
