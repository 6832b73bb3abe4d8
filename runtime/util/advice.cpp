#include <fmt/format.h>
#include <revise/advice.h>

namespace revise {

namespace {

std::string text_of(remedy what, const std::string& detail) {
  const auto with = [&detail](std::string_view text, std::string_view between) {
    return detail.empty() ? std::string(text) : fmt::format("{}{}{}", text, between, detail);
  };
  switch (what) {
    case remedy::none:
      return detail;
    case remedy::look:
      return "check which revisions are applied";
    case remedy::look_and_repeat:
      return "check which revisions are applied, then run again";
    case remedy::wait_longer:
      return with("allow a longer wait for the lock", "; ");
    case remedy::several_transactions:
      return with("run each step in its own transaction", ", or ");
    case remedy::statement_timeout:
      return detail + ": set a longer one, then run again";
    case remedy::stop_above:
      return fmt::format("downgrade to '{}' or above, or restore a backup", detail);
    case remedy::build:
      return with("build the versions", ", then: ");
    case remedy::rebuild:
      return fmt::format("remove {}, then build the versions", detail);
  }
  return {};
}

}  // namespace

advice::advice(remedy what, std::string detail)
    : text_(text_of(what, detail)), what_(what), detail_(std::move(detail)) {}

}  // namespace revise
