#include "catalog/document.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "catalog/postgresql_document.h"
#include "catalog/postgresql_query.h"
#include "catalog/sqlite_document.h"
#include "util/error.h"

namespace revise::catalog {

namespace {

bool is_left_out(const std::vector<table_name>& left_out, const table& t) {
  return std::any_of(left_out.begin(), left_out.end(), [&](const table_name& name) {
    return name.name == t.name && (name.schema.empty() || name.schema == t.schema);
  });
}

void leave_out(snapshot& from, const std::vector<table_name>& left_out) {
  for (const table& t : from.tables) {
    if (!is_left_out(left_out, t)) continue;
    const std::string columns = display_name(t.schema, t.name) + '.';
    std::erase_if(from.sequences,
                  [&](const sequence& s) { return s.owned_by.rfind(columns, 0) == 0; });
  }
  std::erase_if(from.tables, [&](const table& t) { return is_left_out(left_out, t); });
}

constexpr auto by_name = [](const auto& a, const auto& b) { return a.name < b.name; };
constexpr auto by_schema_and_name = [](const auto& a, const auto& b) {
  return std::tie(a.schema, a.name) < std::tie(b.schema, b.name);
};

template <class List, class Less>
void sort(List& list, Less less) {
  std::sort(list.begin(), list.end(), less);
}

void sort_grants(std::vector<grant>& grants) {
  sort(grants, [](const grant& a, const grant& b) {
    return std::tie(a.role, a.privilege) < std::tie(b.role, b.privilege);
  });
}

void sort_grants(std::vector<column>& columns) {
  for (column& c : columns) sort_grants(c.grants);
}

void sort_constraints(std::vector<constraint>& constraints) {
  sort(constraints, [](const constraint& a, const constraint& b) {
    return std::tie(a.name, a.definition) < std::tie(b.name, b.definition);
  });
}

// Sorts by byte order, which does not depend on the server. Columns and labels keep the order of
// the document.
void sort_all(snapshot& s) {
  sort(s.extensions, by_name);
  sort(s.schemas, by_name);
  sort(s.types, by_schema_and_name);
  sort(s.sequences, by_schema_and_name);
  sort(s.tables, by_schema_and_name);
  sort(s.views, by_schema_and_name);
  sort(s.routines, [](const routine& a, const routine& b) {
    return std::tie(a.schema, a.name, a.arguments) < std::tie(b.schema, b.name, b.arguments);
  });
  sort(s.defaults, [](const default_privileges& a, const default_privileges& b) {
    return std::tie(a.role, a.schema, a.objects) < std::tie(b.role, b.schema, b.objects);
  });
  for (schema& x : s.schemas) sort_grants(x.grants);
  for (sequence& x : s.sequences) sort_grants(x.grants);
  for (routine& x : s.routines) sort_grants(x.grants);
  for (default_privileges& x : s.defaults) sort_grants(x.grants);
  for (type& x : s.types) {
    sort_grants(x.grants);
    sort_grants(x.columns);
    sort_constraints(x.constraints);
  }
  for (view& x : s.views) {
    sort_grants(x.grants);
    sort_grants(x.columns);
    sort(x.options, std::less<>());
    sort(x.indexes, by_name);
    sort(x.triggers, by_name);
  }
  for (table& x : s.tables) {
    sort_grants(x.grants);
    sort_grants(x.columns);
    sort_constraints(x.constraints);
    sort(x.options, std::less<>());
    sort(x.indexes, by_name);
    sort(x.triggers, by_name);
    sort(x.policies, by_name);
    for (policy& p : x.policies) sort(p.roles, std::less<>());
  }
}

}  // namespace

std::string_view query_of(database_kind kind) {
  return kind == database_kind::postgresql ? postgresql_query : sqlite_query;
}

snapshot read_document(database_kind kind, std::string_view document,
                       const std::vector<table_name>& left_out) {
  try {
    const auto json = nlohmann::json::parse(document.begin(), document.end());
    snapshot result = kind == database_kind::postgresql ? read_postgresql_document(json)
                                                        : read_sqlite_document(json);
    result.kind = kind;
    leave_out(result, left_out);
    sort_all(result);
    return result;
  } catch (const nlohmann::json::exception& e) {
    throw error(
        fmt::format("the catalog of the {} database cannot be read: {}", name_of(kind), e.what()));
  }
}

}  // namespace revise::catalog
