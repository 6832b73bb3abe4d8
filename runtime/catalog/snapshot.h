#pragma once

#include <string>
#include <vector>

#include "util/database_kind.h"

/// The contents of a database that its users can see; no oids, no gaps of dropped columns, no
/// owners. An empty text means that the object has no such property (no comment, no default). Lists
/// are sorted by name, unless their order has a meaning. Every member has an initializer, so that
/// designated initializers may omit some.
namespace revise::catalog {

/// A privilege that differs from the defaults of the object's kind: granted in addition, or, if
/// `revoked`, missing. An object has no grants if its privileges were never changed, or were
/// changed back to the defaults.
struct grant {
  std::string role{};       ///< "public" for everyone, empty for the object's owner
  std::string privilege{};  ///< as GRANT names it, in lower case
  bool grantable = false;
  bool revoked = false;
  bool operator==(const grant&) const = default;
};

struct sequence_options {
  std::string type{};
  std::string start{};
  std::string increment{};
  std::string minimum{};
  std::string maximum{};
  std::string cache{};
  bool cycle = false;
  bool operator==(const sequence_options&) const = default;
};

enum class identity_kind : unsigned char { none, always, by_default };

struct column {
  std::string name{};
  std::string type{};  ///< from format_type(); on SQLite as declared, in lower case
  bool not_null = false;
  std::string default_value{};
  identity_kind identity = identity_kind::none;
  sequence_options sequence{};  ///< for an identity column; without its generated name
  std::string generated{};      ///< the expression, then " stored" or " virtual"
  std::string collation{};      ///< empty: the collation of the type
  std::string comment{};
  std::vector<grant> grants{};
  bool operator==(const column&) const = default;
};

enum class constraint_kind : unsigned char { primary_key, unique, foreign_key, check, exclusion };

struct constraint {
  constraint_kind kind = constraint_kind::check;
  std::string name{};  ///< on SQLite, empty if the constraint has no name
  /// From pg_get_constraintdef(), without deferrable, initially_deferred and validated. On SQLite
  /// in the form of PostgreSQL, in lower case.
  std::string definition{};
  bool deferrable = false;
  bool initially_deferred = false;
  bool validated = true;
  std::string comment{};
  bool operator==(const constraint&) const = default;
};

/// An index that does not implement a constraint.
struct index {
  std::string name{};
  std::string definition{};
  bool valid = true;  ///< false after a failed `create index concurrently`
  std::string comment{};
  bool operator==(const index&) const = default;
};

struct trigger {
  std::string name{};
  std::string definition{};
  std::string enabled = "on";  ///< on, off, "on replicas", "always"
  std::string comment{};
  bool operator==(const trigger&) const = default;
};

struct policy {
  std::string name{};
  std::string command{};  ///< all, select, insert, update, delete
  bool permissive = true;
  std::vector<std::string> roles{};
  std::string using_expression{};
  std::string check_expression{};
  std::string comment{};
  bool operator==(const policy&) const = default;
};

enum class table_kind : unsigned char { plain, partitioned, foreign, virtual_table };

struct table {
  std::string schema{};  ///< empty on SQLite
  std::string name{};
  table_kind kind = table_kind::plain;
  bool unlogged = false;
  std::vector<column> columns{};          ///< in their order in the table
  std::vector<constraint> constraints{};  ///< without those that a partition has from its parent
  std::vector<index> indexes{};           ///< without the parent's indexes
  std::vector<trigger> triggers{};        ///< without the parent's triggers
  std::vector<policy> policies{};
  std::string partition_key{};
  std::string partition_bound{};
  std::vector<std::string> parents{};  ///< the partitioned or inherited tables, in order
  std::vector<std::string> options{};  ///< storage parameters; on SQLite strict, without rowid
  std::string definition{};            ///< a foreign table's server, a virtual table's module
  bool row_security = false;
  bool force_row_security = false;
  std::string comment{};
  std::vector<grant> grants{};
  bool operator==(const table&) const = default;
};

struct view {
  std::string schema{};
  std::string name{};
  bool materialized = false;
  std::string definition{};
  std::vector<std::string> options{};
  std::vector<column> columns{};  ///< empty on SQLite, where the definition is enough
  std::vector<index> indexes{};
  std::vector<trigger> triggers{};
  std::string comment{};
  std::vector<grant> grants{};
  bool operator==(const view&) const = default;
};

enum class routine_kind : unsigned char { function, procedure, aggregate, window };

struct routine {
  std::string schema{};
  std::string name{};
  std::string arguments{};  ///< in the form that `alter function` needs
  routine_kind kind = routine_kind::function;
  std::string definition{};
  std::string comment{};
  std::vector<grant> grants{};
  bool operator==(const routine&) const = default;
};

enum class type_kind : unsigned char { enumeration, domain, composite, range };

struct type {
  std::string schema{};
  std::string name{};
  type_kind kind = type_kind::enumeration;
  std::vector<std::string> labels{};  ///< for an enumeration, in their order
  std::string base{};                 ///< the type of a domain, the subtype of a range
  bool not_null = false;
  std::string default_value{};
  std::string collation{};
  std::vector<constraint> constraints{};  ///< for a domain
  std::vector<column> columns{};          ///< for a composite type, in their order
  std::string comment{};
  std::vector<grant> grants{};
  bool operator==(const type&) const = default;
};

/// A sequence, without its current value, which is data. Sequences of identity columns are left
/// out.
struct sequence {
  std::string schema{};
  std::string name{};
  bool unlogged = false;
  sequence_options options{};
  std::string owned_by{};  ///< schema.table.column
  std::string comment{};
  std::vector<grant> grants{};
  bool operator==(const sequence&) const = default;
};

/// An extension. Its objects are not listed separately.
struct extension {
  std::string name{};
  std::string schema{};
  std::string version{};
  std::string comment{};
  bool operator==(const extension&) const = default;
};

struct schema {
  std::string name{};
  std::string comment{};
  std::vector<grant> grants{};
  bool operator==(const schema&) const = default;
};

/// The privileges that `alter default privileges` set for objects that `role` creates.
struct default_privileges {
  std::string role{};
  std::string schema{};   ///< empty: in every schema
  std::string objects{};  ///< tables, sequences, functions, types, schemas
  std::vector<grant> grants{};
  bool operator==(const default_privileges&) const = default;
};

struct snapshot {
  database_kind kind = database_kind::postgresql;
  std::vector<extension> extensions{};
  std::vector<schema> schemas{};
  std::vector<type> types{};
  std::vector<sequence> sequences{};
  std::vector<table> tables{};
  std::vector<view> views{};
  std::vector<routine> routines{};
  std::vector<default_privileges> defaults{};
  bool operator==(const snapshot&) const = default;
};

/// `schema.name` as messages show it; only the name if `schema` is empty.
inline std::string display_name(const std::string& schema, const std::string& name) {
  return schema.empty() ? name : schema + '.' + name;
}

}  // namespace revise::catalog
