#include "scaffold/file_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "util/closest.h"
#include "util/error.h"

namespace revise::tool {

namespace {

using token_value = std::variant<std::string, std::int64_t>;

struct named_token {
  std::string name;
  token_value value;
};

std::vector<named_token> tokens_of(const file_name_parts& parts) {
  const creation_time& t = parts.created;
  return {{"rev", parts.revision},
          {"slug", parts.slug},
          {"epoch", t.epoch},
          {"year", std::int64_t{t.year}},
          {"month", std::int64_t{t.month}},
          {"day", std::int64_t{t.day}},
          {"hour", std::int64_t{t.hour}},
          {"minute", std::int64_t{t.minute}},
          {"second", std::int64_t{t.second}}};
}

const token_value& value_of(const std::vector<named_token>& tokens, const std::string& name) {
  std::vector<std::string> names;
  for (const named_token& token : tokens) {
    if (token.name == name) return token.value;
    names.push_back(token.name);
  }
  const auto suggestion = closest(name, names);
  throw config_error(fmt::format(
      "file_template has an unknown token '%({})'{}", name,
      suggestion ? fmt::format(", did you mean '%({})'?", *suggestion) : std::string()));
}

// Implements the part of Python's % formatting that file names need: %(name)s, %(name)d, and for
// numbers a minimum number of digits, written .2 or 02.
class template_renderer {
 public:
  template_renderer(std::string_view text, std::vector<named_token> tokens)
      : text_(text), tokens_(std::move(tokens)) {}

  std::string render() {
    std::string result;
    while (at_ < text_.size()) {
      if (text_[at_] != '%') {
        result += text_[at_++];
      } else if (text_.substr(at_).starts_with("%%")) {
        result += '%';
        at_ += 2;
      } else {
        result += take_token();
      }
    }
    return result;
  }

 private:
  std::string take_token() {
    const std::size_t begin = at_;
    const std::size_t close = text_.find(')', at_);
    if (!text_.substr(at_).starts_with("%(") || close == std::string_view::npos) refuse(begin);
    const std::string name(text_.substr(at_ + 2, close - at_ - 2));
    const token_value& value = value_of(tokens_, name);
    at_ = close + 1;
    std::size_t digits = 0;
    if (at_ < text_.size() && (text_[at_] == '.' || text_[at_] == '0')) {
      ++at_;
      while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') {
        digits = digits * 10 + static_cast<std::size_t>(text_[at_++] - '0');
        if (digits > 99) refuse(begin);
      }
    }
    const char conversion = at_ < text_.size() ? text_[at_++] : '\0';
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      if (conversion == 'd') return fmt::format("{:0{}}", *number, digits);
      if (conversion == 's' && digits == 0) return fmt::format("{}", *number);
    } else if (conversion == 's' && digits == 0) {
      return std::get<std::string>(value);
    }
    refuse(begin);
  }

  [[noreturn]] void refuse(std::size_t begin) const {
    throw config_error(
        fmt::format("file_template is wrong from '{}' on: expected a token such as '%(rev)s' or "
                    "'%(month).2d', or '%%' for a percent sign",
                    text_.substr(begin)));
  }

  std::string_view text_;
  std::vector<named_token> tokens_;
  std::size_t at_ = 0;
};

std::vector<std::string> components_of(const std::string& name) {
  std::vector<std::string> components(1);
  for (const char c : name) {
    if (c == '/') {
      components.emplace_back();
    } else {
      components.back() += c;
    }
  }
  return components;
}

// "ae1027a6acf2_" would look incomplete.
std::string without_separators_around(const std::string& name) {
  constexpr const char* separators = "_-. ";
  const std::size_t begin = name.find_first_not_of(separators);
  if (begin == std::string::npos) return {};
  return name.substr(begin, name.find_last_not_of(separators) - begin + 1);
}

bool has_control_character(const std::string& name) {
  return std::any_of(name.begin(), name.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

}  // namespace

std::filesystem::path file_name_of(const std::string& file_template, const file_name_parts& parts,
                                   bool allow_folders) {
  const std::string rendered = template_renderer(file_template, tokens_of(parts)).render();
  std::vector<std::string> components = components_of(rendered);
  if (parts.slug.empty()) {
    for (std::string& component : components) component = without_separators_around(component);
    if (components.back().empty()) components.back() = parts.revision;
  }
  std::filesystem::path path;
  for (const std::string& component : components) {
    if (component.empty() || component == "." || component == ".." ||
        has_control_character(component)) {
      throw config_error(fmt::format(
          "file_template makes '{}', which is not a path inside the versions folder", rendered));
    }
    if (component.front() == '.') {
      throw config_error(
          fmt::format("file_template makes '{}', a hidden name, which is never read as a migration",
                      rendered),
          "begin the name with a letter or a digit");
    }
    path /= component;
  }
  if (components.size() > 1 && !allow_folders) {
    throw config_error(
        fmt::format("file_template makes '{}', a file in a subfolder, which is found only with "
                    "'recursive_version_locations = true'",
                    rendered));
  }
  path += ".cpp";
  return path;
}

}  // namespace revise::tool
