#include "cli/outcome.h"

#include <nlohmann/json.hpp>

#include "cli/error_report.h"
#include "cli/json_text.h"

namespace revise::tool {

namespace {

void print_remark(const remark& said, const output& out) {
  switch (said.what) {
    case remark::kind::note:
      return out.note(said.text);
    case remark::kind::warning:
      return out.warning(said.text);
    case remark::kind::problem:
      return out.problem(said.text);
    case remark::kind::hint:
      return out.hint(said.text);
  }
}

}  // namespace

int print(const outcome& result, const output& out) {
  if (result.document) out.data(text_of(*result.document));
  for (const std::string& line : result.lines) out.data(line);
  for (const remark& said : result.remarks) print_remark(said, out);
  if (result.failure) {
    describe(*result.failure, out);
  } else {
    out.check();
  }
  return result.exit_code;
}

}  // namespace revise::tool
