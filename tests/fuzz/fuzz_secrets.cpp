// libFuzzer: any text can be searched for secrets. The results are in order and within the text,
// and the search reads each character a bounded number of times.
#include <cstdint>
#include <cstdlib>

#include "sql/secrets.h"

using namespace revise;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(std::string_view text, text_origin origin) {
  std::size_t looked_at = 0;
  std::size_t before = 0;
  for (const text_range& secret : secrets_in(text, origin, &looked_at)) {
    require(before <= secret.begin && secret.begin < secret.end && secret.end <= text.size());
    before = secret.end;
  }
  require(looked_at <= 1000 * (text.size() + 1));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check(text, text_origin::sql);
  check(text, text_origin::server);
  require(offset_without_secrets(text, text.size()) == without_secrets(text).size());
  return 0;
}
