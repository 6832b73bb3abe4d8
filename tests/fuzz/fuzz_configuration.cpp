// libFuzzer: an ini, a value or a .env with any bytes is read, or refused with a place.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

#include "config/environment.h"
#include "config/expansion.h"
#include "config/ini_file.h"
#include "util/error.h"

namespace {

using namespace revise::tool;

// Calls `action`, which may throw only config_error with a message that begins with the place.
template <typename Action>
void read_or_refuse(std::string_view place, Action action) {
  try {
    action();
  } catch (const revise::config_error& e) {
    if (!std::string_view(e.what()).starts_with(place)) std::abort();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  environment variables;
  read_or_refuse(".env:", [&] { variables.add_dotenv(text, ".env"); });
  const expansion with{[&](const std::string& name) { return variables.get(name); }, "/here",
                       "a.ini:1"};
  const auto expand_all = [&](const std::string& value) {
    // A variable of the .env may be at fault; then the message has the place of its line.
    read_or_refuse("", [&] { expand(value, with); });
    read_or_refuse("", [&] { expand_list(value, with, ":"); });
    read_or_refuse("", [&] { expand_words(value, with); });
  };
  expand_all(text);
  read_or_refuse("a.ini:", [&] {
    const ini_file file = ini_file::parse(text, "a.ini");
    for (const ini_section& section : file.sections()) {
      for (const auto& [key, value] : section.entries) expand_all(value.text);
    }
  });
  return 0;
}
