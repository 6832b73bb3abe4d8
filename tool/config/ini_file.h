#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace revise::tool {

/// A value as it stands in the file: lines joined by '\n', nothing expanded.
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

/// The part of Python's configparser that an alembic.ini uses, read the same way: `[section]`,
/// `key = value` or `key: value`, keys without regard to case, lines whose first character is `#`
/// or `;` are comments, a line further in than its key continues the value (comments between are
/// skipped, empty lines kept), a key or section twice is an error, `[DEFAULT]` holds what every
/// section has unless it says otherwise. Any bytes but NUL are fine in a value.
class ini_file {
 public:
  /// Reads a file; `name` is what errors call it. Throws `config_error` when there is none, and
  /// for what is not an ini (`NAME:LINE: …`).
  static ini_file read(const std::filesystem::path& file, const std::string& name);
  static ini_file parse(std::string_view text, const std::string& name);

  const std::string& name() const { return name_; }

  /// In the order of the file, without `[DEFAULT]`.
  const std::vector<ini_section>& sections() const { return sections_; }
  const ini_section* find(std::string_view section) const;

  /// The section's value, else `[DEFAULT]`'s, else nothing.
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
