#include "config/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace revise::tool {

namespace {

struct named_unit {
  std::string_view name;
  std::int64_t milliseconds;
};

constexpr std::array<named_unit, 4> units{
    {{"ms", 1}, {"s", 1000}, {"min", 60'000}, {"h", 3'600'000}}};

// PostgreSQL stores its timeouts as an int of milliseconds.
constexpr std::int64_t longest = 2'147'483'647;

std::optional<std::int64_t> whole_number(std::string_view text) {
  std::int64_t number = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size() || number < 0) {
    return std::nullopt;
  }
  return number;
}

}  // namespace

std::optional<bool> parse_bool(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  if (lower == "true" || lower == "yes" || lower == "on" || lower == "1") return true;
  if (lower == "false" || lower == "no" || lower == "off" || lower == "0") return false;
  return std::nullopt;
}

std::optional<std::size_t> parse_count(std::string_view text) {
  const std::optional<std::int64_t> number = whole_number(text);
  if (!number) return std::nullopt;
  return static_cast<std::size_t>(*number);
}

std::optional<std::string_view> separators_of(std::string_view path_separator) {
  path_separator = path_separator.substr(0, path_separator.find(" #"));
  while (path_separator.ends_with(' ')) path_separator.remove_suffix(1);
  if (path_separator == "os" || path_separator == ":") return ":";
  if (path_separator == ";") return ";";
  if (path_separator == "space") return " \t\n";
  if (path_separator == "newline") return "\n";
  return std::nullopt;
}

time_limit parse_time_limit(std::string_view text) {
  if (text == "off") return std::nullopt;
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const std::optional<std::int64_t> number = whole_number(text.substr(0, digits));
  std::string_view unit = text.substr(digits);
  while (unit.starts_with(' ')) unit.remove_prefix(1);
  if (number == 0 && unit.empty()) return std::chrono::milliseconds(0);
  const auto known =
      std::find_if(units.begin(), units.end(), [&](const named_unit& u) { return u.name == unit; });
  if (digits == 0 || known == units.end()) {
    throw config_error(
        fmt::format("'{}' is not a duration: expected for example '500ms', '5s', '1min', '2h' "
                    "or 'off'",
                    text));
  }
  if (!number || *number > longest / known->milliseconds) {
    throw config_error(fmt::format("'{}' is too long: at most 24 days, or 'off'", text));
  }
  return std::chrono::milliseconds(*number * known->milliseconds);
}

time_limit parse_wait(std::string_view text) {
  const bool is_number =
      !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
  return parse_time_limit(is_number ? std::string(text) + 's' : std::string(text));
}

}  // namespace revise::tool
