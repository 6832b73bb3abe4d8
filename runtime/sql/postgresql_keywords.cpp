#include <string>

#include "sql/keywords.h"

namespace revise {

namespace {

// The keywords that cannot name every kind of object: reserved words, and words that can only name
// functions or types (PostgreSQL manual, appendix C; `pg_get_keywords()` with catcode R, T or C).
// PostgreSQL 16 added `system_user`.
constexpr std::string_view postgresql_words =
    " "
    "all analyse analyze and any array as asc asymmetric authorization binary both case "
    "cast check collate collation column concurrently constraint create cross "
    "current_catalog current_date current_role current_schema current_time "
    "current_timestamp current_user default deferrable desc distinct do else end except "
    "false fetch for foreign freeze from full grant group having ilike in initially inner "
    "intersect into is isnull join lateral leading left like limit localtime "
    "localtimestamp natural not notnull null offset on only or order outer overlaps "
    "placing primary references returning right select session_user similar some "
    "symmetric system_user table tablesample then to trailing true union unique user "
    "using variadic verbose when where window with ";

// Words that can name a table or a column, but are a syntax error as the name of a function or a
// type: `create type position` works, and `drop type position` does not. PostgreSQL 16 and 17 added
// the json words.
constexpr std::string_view column_names =
    " "
    "between bigint bit boolean char character coalesce dec decimal exists extract float greatest "
    "grouping inout int integer interval json json_array json_arrayagg json_exists json_object "
    "json_objectagg json_query json_scalar json_serialize json_table json_value least "
    "merge_action national nchar none normalize nullif numeric out overlay position precision real "
    "row setof smallint substring time timestamp treat trim values varchar xmlattributes xmlconcat "
    "xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable ";

bool has_word(std::string_view list, std::string_view word) {
  return list.find(' ' + std::string(word) + ' ') != std::string_view::npos;
}

}  // namespace

bool is_postgresql_keyword(std::string_view word) {
  return has_word(postgresql_words, word) || has_word(column_names, word);
}

}  // namespace revise
