#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace revise::tool {

/// A value as written in the file, not expanded. Its lines are joined by '\n'.
struct ini_value {
  std::string text;
  std::size_t line;  ///< of its key, from 1
};

struct ini_section {
  std::string name;
  std::size_t line;                                        ///< of its header
  std::vector<std::pair<std::string, ini_value>> entries;  ///< in the order of the file

  const ini_value* find(std::string_view key) const;
};

/// The part of Python's configparser that an alembic.ini uses, with the same rules. Sections are
/// `[section]`; entries are `key = value` or `key: value`, with keys in any case. A line whose
/// first non-blank character is `#` or `;` is a comment. A line that is indented further than its
/// key continues the value; comments in between are skipped, and empty lines are kept. A duplicate
/// key or section is an error. `[DEFAULT]` holds values for every section that does not set them
/// itself. A value may contain any bytes except NUL.
class ini_file {
 public:
  /// Reads a file, which errors call `name`. Throws `config_error` if it does not exist, and with
  /// `NAME:LINE: …` if it is not an ini.
  static ini_file read(const std::filesystem::path& file, const std::string& name);
  static ini_file parse(std::string_view text, const std::string& name);

  const std::string& name() const { return name_; }

  /// In the order of the file, without `[DEFAULT]`.
  const std::vector<ini_section>& sections() const { return sections_; }
  const ini_section* find(std::string_view section) const;

  /// The section's value, else that of `[DEFAULT]`, else null.
  const ini_value* find(std::string_view section, std::string_view key) const;

  /// `NAME:LINE`.
  std::string place_of(const ini_value& value) const;

 private:
  friend class ini_reader;
  std::string name_;
  ini_section defaults_{"DEFAULT", 0, {}};
  std::vector<ini_section> sections_;
};

}  // namespace revise::tool
