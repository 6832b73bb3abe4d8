#pragma once

#include "dialect/dialect.h"

namespace revise {

/// What PostgreSQL and SQLite write alike. A database's own file overrides where they differ.
class standard_dialect : public dialect {
 public:
  std::vector<std::string> statements(const operation& op) const final;
  std::string quoted(std::string_view name) const final;
  bulk_target target_of(const operations_data::bulk_insert& op) const final;

 protected:
  /// Whether `word`, in lower case, must be quoted to be a name.
  virtual bool is_keyword(std::string_view word) const = 0;
  /// The column's type, with what makes it number itself; throws where the database cannot.
  virtual std::string type_of(const operations_data::column_definition& column) const = 0;
  /// SQL for a default, from what the migration gave.
  virtual std::string default_of(const std::string& expression) const = 0;
  /// The name and target of `create index NAME on TABLE`: on SQLite the schema stands before the
  /// index alone, on PostgreSQL before the table alone.
  virtual std::string index_and_table(const operations_data::create_index& index) const = 0;
  /// What stands before the `select` of an insert, so that it may give values to identity columns;
  /// ends with a blank, or is empty.
  virtual std::string_view overriding() const = 0;

  /// NAME(LENGTH, SCALE), as far as given.
  static std::string type_name(std::string_view name, const operations_data::data_type& t);

  /// `schema.table` with each part quoted where needed.
  std::string qualified(std::string_view name) const;

  /// The parts of `schema.table`; `schema` is empty where there is none.
  struct name_parts {
    std::string_view schema;
    std::string_view name;
  };
  static name_parts parts_of(std::string_view name);

 private:
  std::string column(const operations_data::column_definition& c) const;
  std::string constraint(const operations_data::constraint& c) const;
  std::string names(const std::vector<std::string>& columns) const;
  std::string references(const operations_data::foreign_key_target& target) const;

  std::string sql(const operations_data::create_table& op) const;
  std::string sql(const operations_data::drop_table& op) const;
  std::string sql(const operations_data::add_column& op) const;
  std::string sql(const operations_data::drop_column& op) const;
  std::string sql(const operations_data::create_index& op) const;
  std::string sql(const operations_data::drop_index& op) const;
  std::string sql(const operations_data::execute& op) const;
  std::string sql(const operations_data::copy_rows& op) const;
  std::vector<std::string> sql(const operations_data::bulk_insert& op) const;
};

}  // namespace revise
