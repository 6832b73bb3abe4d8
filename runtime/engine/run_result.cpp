#include "engine/run_result.h"

namespace revise {

std::string_view name_of(aftermath left) {
  switch (left) {
    case aftermath::nothing:
      return "nothing";
    case aftermath::part:
      return "part";
    case aftermath::unknown:
      return "unknown";
  }
  return "unknown";
}

std::string_view name_of(step_status status) {
  switch (status) {
    case step_status::pending:
      return "pending";
    case step_status::done:
      return "done";
    case step_status::failed:
      return "failed";
    case step_status::rolled_back:
      return "rolled_back";
  }
  return "pending";
}

}  // namespace revise
