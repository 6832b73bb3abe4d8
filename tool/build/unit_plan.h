#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace revise::tool {

/// A migration's text as it is now.
struct planned_source {
  std::string path;     ///< as the user knows it
  std::string digest;   ///< of its bytes
  std::string headers;  ///< headers_if_groupable; empty: it is compiled alone
};

/// A text that was compiled with others.
struct unit_member {
  std::string path;
  std::string digest;
  /// Which of the names of `path` it was compiled by: every unit that has the file, in whatever
  /// state, has it by another one (member_name).
  unsigned name = 1;

  bool operator==(const unit_member&) const = default;
};

/// Migrations that are compiled as one: a file that holds their texts, and one object.
struct source_unit {
  std::string name;  ///< of its files; empty: not made yet
  std::string headers;
  std::vector<unit_member> members;

  bool operator==(const source_unit&) const = default;
};

struct unit_limits {
  std::size_t most_alone = 16;  ///< that could be grouped, and are not
  std::size_t most_members = 100;
  std::size_t processors = 2;
};

/// Where a source's text comes from.
struct source_place {
  static constexpr std::size_t alone = static_cast<std::size_t>(-1);
  std::size_t unit = alone;  ///< of unit_plan::units
  unsigned name = 0;         ///< unit_member::name; 0: alone
};

struct unit_plan {
  std::vector<source_unit> units;    ///< those that are kept, then new ones
  std::vector<source_place> places;  ///< of each source
  /// What is in the units besides: texts that were edited or removed since.
  std::vector<unit_member> superseded;
};

/// Which texts are compiled together. A unit is kept as long as half of it is current, since its
/// object depends on nothing but itself; a file that was edited is compiled alone. More than a few
/// of those become new units: of files with the same headers, in their order.
unit_plan plan_units(const std::vector<planned_source>& sources,
                     const std::vector<source_unit>& known, const unit_limits& limits);

}  // namespace revise::tool
