#pragma once

#include <revise/object.h>

#include <string>

/// What is done to objects of all kinds alike, as data.

namespace revise::operations_data {

struct object_name {
  object_kind kind;
  std::string name;
  std::string table;  ///< of a column, constraint, trigger or policy; else empty
};

struct drop_object {
  object_name what;
  bool if_exists = false;
  bool cascade = false;
  bool concurrently = false;  ///< of an index
  bool if_unused = false;     ///< it stays where something depends on it
  std::string if_comment{};   ///< only where this is its comment; empty: always
};

struct rename_object {
  object_name what;
  std::string to;
};

struct move_object {
  object_name what;
  std::string to_schema;
};

struct comment_on {
  object_name what;
  std::string words;  ///< empty: the comment goes away
};

}  // namespace revise::operations_data
