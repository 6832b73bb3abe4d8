#include "config/environment.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstddef>
#include <vector>

#include "config/expansion.h"
#include "util/error.h"
#include "util/read_file.h"

namespace revise::tool {

namespace {

struct dotenv_entry {
  std::string name;
  std::string value;
  std::string place;
  std::string problem;
};

bool is_blank(char c) { return c == ' ' || c == '\t'; }

bool is_key_character(char c, bool first) {
  const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
  return letter || (!first && ((c >= '0' && c <= '9') || c == '.' || c == '-'));
}

// Reads a `.env` entry by entry. Errors never repeat the text of a line, since it may be a
// password.
class dotenv_reader {
 public:
  using lookup = std::function<std::optional<std::string>(const std::string&)>;

  dotenv_reader(std::string_view text, std::string file, lookup variable)
      : text_(text), file_(std::move(file)), variable_(std::move(variable)) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
    if (const std::size_t nul = text_.find('\0'); nul != std::string_view::npos) {
      for (const char c : text_.substr(0, nul)) line_ += c == '\n' ? 1 : 0;
      fail("a NUL byte");
    }
  }

  // The next entry, or nullopt at the end.
  std::optional<dotenv_entry> next() {
    for (;;) {
      skip_blanks();
      if (is_at_end()) return std::nullopt;
      if (is_at_line_end()) {
        take_line_end();
      } else if (peek() == '#') {
        skip_line();
      } else if (std::optional<dotenv_entry> entry = take_entry()) {
        return entry;
      }
    }
  }

 private:
  std::optional<dotenv_entry> take_entry() {
    std::string name = take_name();
    if (name == "export" && !is_at_line_end() && is_blank(peek())) {
      skip_blanks();
      name = take_name();
      skip_blanks();
      // `export NAME` sets no value.
      if (is_at_line_end() && !name.empty()) return std::nullopt;
    }
    skip_blanks();
    if (name.empty() || is_at_line_end() || peek() != '=') fail("expected 'NAME=value'");
    ++at_;
    dotenv_entry entry{std::move(name), {}, place(), {}};
    skip_blanks();
    if (is_at_line_end()) return entry;
    if (peek() == '\'') {
      take_single_quoted(entry);
    } else if (peek() == '"') {
      take_double_quoted(entry);
    } else {
      take_bare(entry);
    }
    return entry;
  }

  std::string take_name() {
    const std::size_t begin = at_;
    while (!is_at_end() && is_key_character(peek(), at_ == begin)) ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  void take_single_quoted(dotenv_entry& entry) {
    const std::size_t end = text_.find('\'', at_ + 1);
    if (end == std::string_view::npos) fail("a quote (') is not closed");
    for (++at_; at_ < end; ++at_) add(entry, peek());
    take_end_of_quoted();
  }

  void take_double_quoted(dotenv_entry& entry) {
    const std::size_t first_line = line_;
    for (++at_;; ++at_) {
      if (is_at_end()) {
        line_ = first_line;
        fail("a quote (\") is not closed");
      }
      if (peek() == '"') break;
      if (peek() == '\\' && at_ + 1 < text_.size()) {
        ++at_;
        add_escaped(entry, peek());
      } else if (const std::size_t length = reference_length(text_.substr(at_)); length > 0) {
        add_expanded(entry, length);
      } else {
        add(entry, peek());
      }
    }
    take_end_of_quoted();
  }

  void take_end_of_quoted() {
    ++at_;
    skip_blanks();
    if (is_at_line_end()) return;
    if (peek() != '#') fail("something follows the closing quote");
    skip_line();
  }

  // A '#' begins a comment only after a blank, since passwords and colours may contain one.
  void take_bare(dotenv_entry& entry) {
    std::size_t kept = 0;
    while (!is_at_line_end() && !(peek() == '#' && is_blank(text_[at_ - 1]))) {
      const bool blank = is_blank(peek());
      const std::string_view line = text_.substr(at_, text_.find_first_of("\r\n", at_) - at_);
      if (const std::size_t length = reference_length(line); length > 0) {
        add_expanded(entry, length);
        ++at_;
      } else {
        add(entry, text_[at_++]);
      }
      if (!blank) kept = entry.value.size();
    }
    entry.value.resize(kept);
    skip_line();
  }

  static void add_escaped(dotenv_entry& entry, char c) {
    switch (c) {
      case 'n':
        entry.value += '\n';
        break;
      case 't':
        entry.value += '\t';
        break;
      case 'r':
        entry.value += '\r';
        break;
      case '"':
      case '\\':
      case '$':
        entry.value += c;
        break;
      default:
        entry.value += '\\';
        entry.value += c;
    }
  }

  // Expands a reference, and leaves at_ on its last character. A variable that is not set is an
  // error only for a caller that asks for this entry, not for every user of the file.
  void add_expanded(dotenv_entry& entry, std::size_t length) {
    try {
      entry.value += expand(text_.substr(at_, length), {variable_, std::nullopt, entry.place});
    } catch (const config_error& e) {
      entry.problem = e.what();
    }
    for (const char c : text_.substr(at_, length)) line_ += c == '\n' ? 1 : 0;
    at_ += length - 1;
  }

  void add(dotenv_entry& entry, char c) {
    entry.value += c;
    if (c == '\n') ++line_;
  }

  bool is_at_end() const { return at_ >= text_.size(); }
  char peek() const { return text_[at_]; }
  bool is_at_line_end() const {
    return is_at_end() || peek() == '\n' || text_.substr(at_).starts_with("\r\n");
  }
  void take_line_end() {
    at_ += peek() == '\r' ? 2 : 1;
    ++line_;
  }
  void skip_blanks() {
    while (!is_at_end() && is_blank(peek())) ++at_;
  }
  void skip_line() {
    while (!is_at_line_end()) ++at_;
  }
  std::string place() const { return fmt::format("{}:{}", file_, line_); }
  [[noreturn]] void fail(const char* what) const {
    throw config_error(fmt::format("{}: {}", place(), what));
  }

  std::string_view text_;
  std::string file_;
  lookup variable_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

}  // namespace

environment environment::of_process() {
  variables all;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos) continue;
    // If a name occurs twice, the first entry counts, as with getenv().
    all.emplace(text.substr(0, equals), text.substr(equals + 1));
  }
  return environment(std::move(all));
}

void environment::read_dotenv(const std::filesystem::path& file, const std::string& name) {
  if (const std::optional<std::string> text = read_file(file, largest_settings_file))
    add_dotenv(*text, name);
}

void environment::add_dotenv(std::string_view text, const std::string& name) {
  dotenv_reader reader(text, name, [this](const std::string& other) { return get(other); });
  while (std::optional<dotenv_entry> found = reader.next()) {
    dotenv_[found->name] = {std::move(found->value), std::move(found->place),
                            std::move(found->problem)};
  }
  has_used_dotenv_ = false;  // expanding references in the file does not count as use
}

std::optional<std::string> environment::get(const std::string& name) const {
  if (const auto found = process_.find(name); found != process_.end()) return found->second;
  const auto found = dotenv_.find(name);
  if (found == dotenv_.end()) return std::nullopt;
  if (!found->second.problem.empty()) {
    throw config_error(found->second.problem,
                       "set the variable in the environment, or above this line of the file");
  }
  has_used_dotenv_ = true;
  return found->second.value;
}

std::string environment::place_of(const std::string& name) const {
  if (is_of_process(name)) return name;
  const auto found = dotenv_.find(name);
  return found == dotenv_.end() ? name : found->second.place;
}

}  // namespace revise::tool
