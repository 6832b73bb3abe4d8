// libFuzzer: a migration or an SQL file with any bytes has a normal form, and white space and
// comments before it do not change that.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "build/normal_cpp.h"
#include "build/normal_sql.h"

using namespace revise::tool;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::string cpp = normalised_cpp(text).text;
  if (normalised_cpp("/* a */ // b\n" + text).text != cpp && !text.starts_with("\xef\xbb\xbf")) {
    std::abort();
  }
  const std::string sql = normalised_sql(text);
  if (normalised_sql("/* a */ -- b\n" + text) != sql) std::abort();
  return 0;
}
