#pragma once

#include "dialect/standard.h"

namespace revise {

/// SQLite, 3.35 and later.
class sqlite_dialect final : public standard_dialect {
 public:
  std::vector<std::string> statements(const operation& op) const override;
  std::string literal(const sql_value& v) const override;

 private:
  bool is_keyword(std::string_view word) const override;
  void check_identifier(std::string_view name) const override;
  std::string type_text(const operations_data::data_type& t) const override;
  std::string column_type(const operations_data::column_definition& column) const override;
  std::string default_text(const std::string& expression) const override;
  std::string referenced_table(const std::string& name) const override;
  std::string_view overriding() const override;

  using standard_dialect::sql;

  statement_list sql(const operations_data::create_table& op) const;
  statement_list sql(const operations_data::add_column& op) const;
  statement_list sql(const operations_data::create_index& op) const;
  statement_list sql(const operations_data::drop_object& op) const;
  statement_list sql(const operations_data::rename_object& op) const;
  statement_list sql(const operations_data::create_view& op) const;
  statement_list sql(const operations_data::create_trigger& op) const;
  statement_list sql(const operations_data::execute& op) const;
};

}  // namespace revise
