#include "config/built_in_settings.h"

#include <fmt/format.h>

#include <algorithm>

#include "config/values.h"

namespace revise::tool {

namespace {

// Encodes a value for one line: a line end becomes a backslash and an `n`, a backslash is doubled.
std::string on_one_line(std::string_view value) {
  std::string line;
  for (const char c : value) {
    if (c == '\n') {
      line += "\\n";
    } else {
      if (c == '\\') line += c;
      line += c;
    }
  }
  return line;
}

std::string from_one_line(std::string_view line) {
  std::string value;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool is_escape = line[i] == '\\' && i + 1 < line.size();
    if (is_escape) ++i;
    value += is_escape && line[i] == 'n' ? '\n' : line[i];
  }
  return value;
}

std::string text_of(const time_limit& limit) {
  return limit ? fmt::format("{}ms", limit->count()) : "off";
}

void take(std::string_view key, const std::string& value, configuration& config) {
  if (key == "version_table") config.version_table = value;
  if (key == "version_table_schema") config.version_table_schema = value;
  if (key == "lock_wait") config.lock_wait = parse_time_limit(value);
  if (key == "lock_timeout") config.lock_timeout = parse_time_limit(value);
  if (key == "statement_timeout") {
    config.statement_timeout = parse_time_limit(value).value_or(std::chrono::milliseconds(0));
  }
  if (key == "lock_retries") {
    const auto count = parse_count(value);
    if (!count) throw config_error(fmt::format("'{}' is not a number of tries", value));
    config.lock_retries = static_cast<unsigned>(*count);
  }
}

}  // namespace

std::string settings_text(const configuration& config) {
  return fmt::format(
      "version_table = {}\nversion_table_schema = {}\nlock_wait = {}\nlock_timeout = {}\n"
      "{}lock_retries = {}\n",
      on_one_line(config.version_table), on_one_line(config.version_table_schema),
      text_of(config.lock_wait), text_of(config.lock_timeout),
      config.statement_timeout
          ? fmt::format("statement_timeout = {}\n", text_of(config.statement_timeout))
          : std::string(),
      config.lock_retries);
}

void take_settings(std::string_view text, configuration& config) {
  constexpr std::string_view equals = " = ";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    at = end + 1;
    const std::size_t sign = line.find(equals);
    if (sign == std::string_view::npos) continue;
    take(line.substr(0, sign), from_one_line(line.substr(sign + equals.size())), config);
  }
}

}  // namespace revise::tool
