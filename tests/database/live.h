#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "database/connection.h"
#include "support/error_text.h"
#include "support/postgres_database.h"
#include "support/sqlite_database.h"

TYPE_TO_STRING_AS("postgresql", revise::test::postgres_database);
TYPE_TO_STRING_AS("sqlite", revise::test::sqlite_database);

namespace doctest {

template <>
struct StringMaker<std::vector<std::string>> {
  static String convert(const std::vector<std::string>& texts) {
    std::string all;
    for (const std::string& text : texts) all += "\n  \"" + text + '"';
    return all.c_str();
  }
};

}  // namespace doctest

namespace revise::test {

/// A connection made as in the tool.
template <class Database>
std::unique_ptr<connection> connected(const Database& database, notice_function on_notice = {}) {
  return connect(parse_database_url(database.url()), std::move(on_notice));
}

}  // namespace revise::test
