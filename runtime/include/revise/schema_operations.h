#pragma once

#include <revise/maybe.h>
#include <revise/object_operations.h>
#include <revise/table.h>

/// Schemas, extensions, types and sequences. SQLite has none of them: there each call is an error,
/// or does nothing if the migration calls it on `op.on(postgresql)`.

namespace revise {

struct schema_options {
  bool if_not_exists = false;
  string_ref owner{};    ///< a role; empty: the role that runs the migration
  string_ref comment{};  ///< with if_not_exists: set only if the schema did not exist
};

struct extension_options {
  bool if_not_exists = false;
  string_ref schema{};   ///< empty: the schema that the extension names, or the current one
  string_ref version{};  ///< empty: the default version of the server
};

/// The position of a new enum value. With neither `before` nor `after`, it is the last.
struct enum_value_options {
  bool if_not_exists = false;
  string_ref before{};
  string_ref after{};
};

struct domain_options {
  string_ref collation{};
  string_ref server_default{};  ///< SQL
  bool not_null = false;
  string_ref check{};       ///< SQL about `value`: "value > 0"
  string_ref check_name{};  ///< empty: DOMAIN_check
};

struct sequence_options {
  bool if_not_exists = false;
  string_ref type{};  ///< "integer"; empty: bigint
  maybe<long long> start{};
  maybe<long long> increment{};
  maybe<long long> minimum{};
  maybe<long long> maximum{};
  maybe<long long> cache{};
  bool cycle = false;
  string_ref owned_by{};  ///< "table.column": the sequence is dropped together with it
};

/// Attributes that are not given stay unchanged.
struct alter_sequence_options {
  string_ref type{};
  maybe<long long> restart{};  ///< the next number
  maybe<long long> start{};
  maybe<long long> increment{};
  maybe<long long> minimum{};
  maybe<long long> maximum{};
  maybe<long long> cache{};
  maybe<bool> cycle{};
  string_ref owned_by{};  ///< "table.column" or "none"
};

struct sequence_follows_options {
  /// Sequences, which may include this one. The numbers that they have already given out are not
  /// given out again, even if no row has them.
  name_list after{};
};

class schema_operations : public object_operations {
 public:
  void create_schema(string_ref name, const schema_options& options = {},
                     location where = location::here()) {
    do_create_schema(name, options, where);
  }
  void drop_schema(string_ref name, const drop_options& options = {},
                   location where = location::here()) {
    do_drop(object::schema(name), options, where);
  }

  void create_extension(string_ref name, const extension_options& options = {},
                        location where = location::here()) {
    do_create_extension(name, options, where);
  }
  void drop_extension(string_ref name, const drop_options& options = {},
                      location where = location::here()) {
    do_drop(object::extension(name), options, where);
  }

  /// `values` in their sort order.
  void create_enum(string_ref name, name_list values, location where = location::here()) {
    do_create_enum(name, values.begin(), values.size(), where);
  }
  /// The new value cannot be used in the transaction that adds it (PostgreSQL manual, ALTER TYPE).
  void add_enum_value(string_ref name, string_ref value, const enum_value_options& options = {},
                      location where = location::here()) {
    do_add_enum_value(name, value, options, where);
  }
  void rename_enum_value(string_ref name, string_ref from, string_ref to,
                         location where = location::here()) {
    do_rename_enum_value(name, from, to, where);
  }
  void drop_enum(string_ref name, const drop_options& options = {},
                 location where = location::here()) {
    do_drop(object::type(name), options, where);
  }

  void create_domain(string_ref name, type base, const domain_options& options = {},
                     location where = location::here()) {
    do_create_domain(name, base, options, where);
  }
  void drop_domain(string_ref name, const drop_options& options = {},
                   location where = location::here()) {
    do_drop(object::domain(name), options, where);
  }

  void create_sequence(string_ref name, const sequence_options& options = {},
                       location where = location::here()) {
    do_create_sequence(name, options, where);
  }
  void alter_sequence(string_ref name, const alter_sequence_options& options,
                      location where = location::here()) {
    do_alter_sequence(name, options, where);
  }
  void drop_sequence(string_ref name, const drop_options& options = {},
                     location where = location::here()) {
    do_drop(object::sequence(name), options, where);
  }
  /// Makes the sequence continue after the largest number in `table.column`, or at its start if the
  /// table is empty. An empty `sequence` means the sequence that the column owns (serial,
  /// identity).
  void sequence_follows(string_ref sequence, string_ref table, string_ref column,
                        const sequence_follows_options& options = {},
                        location where = location::here()) {
    do_sequence_follows(sequence, table, column, options, where);
  }

 protected:
  ~schema_operations() = default;

 private:
  virtual void do_create_schema(string_ref name, const schema_options& options, location where) = 0;
  virtual void do_create_extension(string_ref name, const extension_options& options,
                                   location where) = 0;
  virtual void do_create_enum(string_ref name, const string_ref* values, count n,
                              location where) = 0;
  virtual void do_add_enum_value(string_ref name, string_ref value,
                                 const enum_value_options& options, location where) = 0;
  virtual void do_rename_enum_value(string_ref name, string_ref from, string_ref to,
                                    location where) = 0;
  virtual void do_create_domain(string_ref name, const type& base, const domain_options& options,
                                location where) = 0;
  virtual void do_create_sequence(string_ref name, const sequence_options& options,
                                  location where) = 0;
  virtual void do_alter_sequence(string_ref name, const alter_sequence_options& options,
                                 location where) = 0;
  virtual void do_sequence_follows(string_ref sequence, string_ref table, string_ref column,
                                   const sequence_follows_options& options, location where) = 0;
};

}  // namespace revise
