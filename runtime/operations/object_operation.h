#pragma once

#include <revise/object.h>

#include <string>

/// Operations that apply to objects of every kind, as data.

namespace revise::operations_data {

struct object_name {
  object_kind kind;
  std::string name;
  std::string table;  ///< the table of a column, constraint, trigger or policy; else empty
  bool operator==(const object_name&) const = default;
};

struct drop_object {
  object_name what;
  bool if_exists = false;
  bool cascade = false;
  bool concurrently = false;  ///< for an index
  bool if_unused = false;     ///< keep it if another object depends on it
  std::string if_comment{};   ///< drop only if the object's comment is this text; empty: always
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
  std::string words;  ///< empty: the comment is removed
  bool operator==(const comment_on&) const = default;
};

}  // namespace revise::operations_data
