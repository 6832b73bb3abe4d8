#include "config/ini_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "util/ascii.h"
#include "util/error.h"
#include "util/read_file.h"

namespace revise::tool {

namespace {

std::string_view without_space_around(std::string_view text) {
  while (!text.empty() && ascii::is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && ascii::is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string lower_case(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

// Takes the next line off `text`. A line ends with LF, CR LF or, as in Python, a single CR.
std::string_view next_line(std::string_view& text) {
  const std::size_t end = text.find_first_of("\r\n");
  if (end == std::string_view::npos) {
    const std::string_view line = text;
    text = {};
    return line;
  }
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
  return line;
}

}  // namespace

// Uses the algorithm of configparser's _read: a line continues a value if it is indented further
// than the last key or header.
class ini_reader {
 public:
  ini_reader(std::string_view text, const std::string& name) : rest_(text) { file_.name_ = name; }

  ini_file read() {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (rest_.starts_with(byte_order_mark)) rest_.remove_prefix(byte_order_mark.size());
    while (!rest_.empty()) {
      ++line_;
      take(next_line(rest_));
    }
    finish_value();
    return std::move(file_);
  }

 private:
  void take(std::string_view line) {
    if (line.find('\0') != std::string_view::npos) fail("a NUL byte");
    const std::string_view text = without_space_around(line);
    if (text.empty()) {
      if (in_value_) lines_ += '\n';
      return;
    }
    if (text.front() == '#' || text.front() == ';') return;
    const auto indent = static_cast<std::size_t>(text.data() - line.data());
    if (in_value_ && indent > indent_) {
      lines_ += '\n';
      lines_ += text;
      return;
    }
    finish_value();
    indent_ = indent;
    if (text.front() == '[') {
      take_header(text);
    } else {
      take_key(text);
    }
  }

  void take_header(std::string_view text) {
    const std::size_t end = text.rfind(']');
    if (end == std::string_view::npos) fail("a section's name is not closed by ']'");
    const std::string name(text.substr(1, end - 1));
    if (name.empty()) fail("a section without a name");
    const auto [earlier, is_new] = section_lines_.emplace(name, line_);
    if (!is_new)
      fail(fmt::format("section '[{}]' was already given in line {}", name, earlier->second));
    if (name == file_.defaults_.name) {
      file_.defaults_.line = line_;
      section_ = nullptr;
    } else {
      file_.sections_.push_back({name, line_, {}});
      section_ = &file_.sections_.back();
    }
    has_section_ = true;
    key_lines_.clear();
  }

  void take_key(std::string_view text) {
    const std::size_t delimiter = text.find_first_of("=:");
    // The error does not repeat the line, which may be part of a URL with a password.
    if (!has_section_) fail("expected a '[section]' first");
    if (delimiter == std::string_view::npos) fail("expected 'key = value'");
    const std::string key = lower_case(without_space_around(text.substr(0, delimiter)));
    if (key.empty()) fail("expected a key before the value");
    const auto [earlier, is_new] = key_lines_.emplace(key, line_);
    if (!is_new) fail(fmt::format("key '{}' was already given in line {}", key, earlier->second));
    key_ = key;
    key_line_ = line_;
    lines_ = without_space_around(text.substr(delimiter + 1));
    in_value_ = true;
  }

  void finish_value() {
    if (!in_value_) return;
    while (!lines_.empty() && ascii::is_space(lines_.back())) lines_.pop_back();
    ini_section& section = section_ == nullptr ? file_.defaults_ : *section_;
    section.entries.emplace_back(std::move(key_), ini_value{std::move(lines_), key_line_});
    key_.clear();
    lines_.clear();
    in_value_ = false;
  }

  [[noreturn]] void fail(const std::string& what) const {
    throw config_error(fmt::format("{}:{}: {}", file_.name_, line_, what));
  }

  std::string_view rest_;
  ini_file file_;
  std::size_t line_ = 0;
  std::size_t indent_ = 0;  // indentation of the last key or header
  bool has_section_ = false;
  ini_section* section_ = nullptr;  // nullptr: [DEFAULT]; points into file_, and is set again at
                                    // each header
  std::map<std::string, std::size_t, std::less<>> section_lines_;
  std::map<std::string, std::size_t, std::less<>> key_lines_;
  bool in_value_ = false;
  std::string key_;
  std::size_t key_line_ = 0;
  std::string lines_;
};

const ini_value* ini_section::find(std::string_view key) const {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.first == key; });
  return found == entries.end() ? nullptr : &found->second;
}

ini_file ini_file::read(const std::filesystem::path& file, const std::string& name) {
  const std::optional<std::string> text = read_file(file, largest_settings_file);
  if (!text) throw config_error(fmt::format("cannot read '{}': no such file", name));
  return parse(*text, name);
}

ini_file ini_file::parse(std::string_view text, const std::string& name) {
  return ini_reader(text, name).read();
}

const ini_section* ini_file::find(std::string_view section) const {
  const auto found = std::find_if(sections_.begin(), sections_.end(),
                                  [&](const ini_section& s) { return s.name == section; });
  return found == sections_.end() ? nullptr : &*found;
}

const ini_value* ini_file::find(std::string_view section, std::string_view key) const {
  const ini_section* own = find(section);
  const ini_value* value = own == nullptr ? nullptr : own->find(key);
  return value == nullptr ? defaults_.find(key) : value;
}

std::string ini_file::place_of(const ini_value& value) const {
  return fmt::format("{}:{}", name_, value.line);
}

}  // namespace revise::tool
