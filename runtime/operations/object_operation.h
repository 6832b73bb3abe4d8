#pragma once

#include <revise/object.h>

#include <string>

/// What is done to objects of all kinds alike, as data.

namespace revise::operations_data {

struct object_name {
  object_kind kind;
  std::string name;
  std::string table;  ///< of a column, constraint, trigger or policy; else empty
  bool operator==(const object_name&) const = default;
};

struct drop_object {
  object_name what;
  bool if_exists = false;
  bool cascade = false;
  bool concurrently = false;  ///< of an index
  bool if_unused = false;     ///< it stays where something depends on it
  std::string if_comment{};   ///< only where this is its comment; empty: always
  bool operator==(const drop_object&) const = default;
};

struct rename_object {
  object_name what;
  std::string to;
  bool operator==(const rename_object&) const = default;
};

struct move_object {
  object_name what;
  std::string to_schema;
  bool operator==(const move_object&) const = default;
};

struct comment_on {
  object_name what;
  std::string words;  ///< empty: the comment goes away
  bool operator==(const comment_on&) const = default;
};

}  // namespace revise::operations_data
