#include <string>

#include "sql/keywords.h"

namespace revise {

namespace {

// The keywords of SQLite 3.40 that cannot be a name without quotes. Each was tested.
constexpr std::string_view sqlite_words =
    " "
    "add all alter and as autoincrement between case cast check collate commit constraint "
    "create current_date current_time current_timestamp default deferrable delete "
    "distinct drop else escape except exists foreign from group having if in index insert "
    "intersect into is isnull join limit not nothing notnull null on or order primary "
    "raise references returning select set table then to transaction union unique update "
    "using values when where ";

}  // namespace

bool is_sqlite_keyword(std::string_view word) {
  const std::size_t found = sqlite_words.find(' ' + std::string(word) + ' ');
  return found != std::string_view::npos;
}

}  // namespace revise
