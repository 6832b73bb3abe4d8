#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace revise::tool {

/// The current text of a migration.
struct planned_source {
  std::string path;     ///< as the user knows it
  std::string digest;   ///< of its bytes
  std::string headers;  ///< headers_if_groupable; empty: the migration is compiled alone
};

/// A text that was compiled as part of a unit.
struct unit_member {
  std::string path;
  std::string digest;
  /// The number of the name it was compiled by (member_name). Each unit that contains a text of
  /// `path`, current or old, uses another number.
  unsigned name = 1;

  bool operator==(const unit_member&) const = default;
};

/// Migrations that are compiled together: one source file with all their texts, and one object.
struct source_unit {
  std::string name;  ///< of its files; empty: the unit has no files yet
  std::string headers;
  std::vector<unit_member> members;

  bool operator==(const source_unit&) const = default;
};

struct unit_limits {
  std::size_t most_alone = 16;  ///< how many files that could be grouped may be compiled alone
  std::size_t most_members = 100;
  std::size_t processors = 2;
};

/// Where the object code of a source comes from.
struct source_place {
  static constexpr std::size_t alone = static_cast<std::size_t>(-1);
  std::size_t unit = alone;  ///< an index into unit_plan::units
  unsigned name = 0;         ///< unit_member::name; 0: compiled alone
};

struct unit_plan {
  std::vector<source_unit> units;    ///< the kept units, then new ones
  std::vector<source_place> places;  ///< one for each source
  /// The other texts in the units: texts that have since been edited or removed.
  std::vector<unit_member> superseded;
};

/// Decides which texts are compiled together. A unit is kept as long as at least half of its
/// members are current, since its object depends only on its own file. An edited file is compiled
/// alone. When more than `most_alone` files with the same headers are compiled alone, they become
/// new units, in their order.
unit_plan plan_units(const std::vector<planned_source>& sources,
                     const std::vector<source_unit>& known, const unit_limits& limits);

}  // namespace revise::tool
