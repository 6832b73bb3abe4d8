#pragma once

#include <optional>
#include <string>
#include <vector>

#include "operations/table_operation.h"

/// Schemas, extensions, types and sequences, as data. An empty text means that it was not given.

namespace revise::operations_data {

struct create_schema {
  std::string name;
  bool if_not_exists = false;
  std::string owner;
  std::string comment{};
  bool operator==(const create_schema&) const = default;
};

struct create_extension {
  std::string name;
  bool if_not_exists = false;
  std::string schema;
  std::string version;
  bool operator==(const create_extension&) const = default;
};

struct create_enum {
  std::string name;
  std::vector<std::string> values;
  bool operator==(const create_enum&) const = default;
};

struct add_enum_value {
  std::string name;
  std::string value;
  bool if_not_exists = false;
  std::string before;
  std::string after;
  bool operator==(const add_enum_value&) const = default;
};

struct rename_enum_value {
  std::string name;
  std::string from;
  std::string to;
  bool operator==(const rename_enum_value&) const = default;
};

struct create_domain {
  std::string name;
  data_type base;
  std::string collation;
  raw_sql default_expression;
  bool not_null = false;
  raw_sql check;
  std::string check_name;
  bool operator==(const create_domain&) const = default;
};

struct sequence_settings {
  raw_sql type;
  std::optional<long long> start;
  std::optional<long long> increment;
  std::optional<long long> minimum;
  std::optional<long long> maximum;
  std::optional<long long> cache;
  std::optional<bool> cycle;
  std::string owned_by;  ///< `table.column` or `none`
  bool operator==(const sequence_settings&) const = default;
};

struct create_sequence {
  std::string name;
  bool if_not_exists = false;
  sequence_settings settings;
  bool operator==(const create_sequence&) const = default;
};

struct alter_sequence {
  std::string name;
  sequence_settings settings;
  std::optional<long long> restart;
  bool operator==(const alter_sequence&) const = default;
};

struct sequence_follows {
  std::string sequence;  ///< empty: the sequence that the column owns
  std::string table;
  std::string column;
  std::vector<std::string> after{};  ///< numbers that these sequences have given out are skipped
  bool operator==(const sequence_follows&) const = default;
};

}  // namespace revise::operations_data
