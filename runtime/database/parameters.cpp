#include "database/parameters.h"

#include <fmt/format.h>

namespace revise {

namespace {

struct viewer {
  value operator()(std::monostate) const { return nullptr; }
  value operator()(const sql_bytes& bytes) const {
    return bytes_ref(bytes.data.data(), bytes.data.size());
  }
  template <class T>
  value operator()(const T& owner) const {
    return owner;
  }
};

}  // namespace

value view_of(const sql_value& owner) { return std::visit(viewer{}, owner); }

sql_error parameter_mismatch(const std::string& statement, std::size_t given,
                             std::optional<std::size_t> taken) {
  const std::string takes =
      taken ? fmt::format("the SQL takes {} parameter{}", *taken, *taken == 1 ? "" : "s")
            : "the SQL takes a different number of parameters";
  sql_error result(
      {.sqlstate = {},
       .message = fmt::format("{}, and {} {} given", takes, given, given == 1 ? "was" : "were"),
       .detail = {},
       .hint = {},
       .context = {},
       .statement = statement});
  result.set_hint("give a value for each of $1, $2, … in the SQL");
  return result;
}

}  // namespace revise
