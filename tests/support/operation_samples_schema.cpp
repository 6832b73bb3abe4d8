#include "support/operation_samples.h"

namespace revise::test {

namespace {

sample_list schemas_and_extensions() {
  return {
      {.title = "a schema",
       .on = databases::postgresql,
       .up = [](operations& op) { op.create_schema("app"); },
       .down = [](operations& op) { op.drop_schema("app"); }},
      {.title = "a schema that may be there, with an owner",
       .on = databases::postgresql,
       .also = "select nspname, nspowner::regrole from pg_namespace where nspname = 'app'",
       .setup = [](operations& op) { op.create_role("sample_owner", {.if_not_exists = true}); },
       .up =
           [](operations& op) {
             op.create_schema("app", {.if_not_exists = true, .owner = "sample_owner"});
             op.create_schema("app", {.if_not_exists = true});
             op.create_schema("mine", {.owner = "current_user"});
           },
       .down =
           [](operations& op) {
             op.drop_schema("mine");
             op.drop_schema("app", {.if_exists = true, .cascade = true});
             op.drop_schema("app", {.if_exists = true});
           }},
      {.title = "a schema with a comment",
       .on = databases::postgresql,
       .up = [](operations& op) { op.create_schema("app", {.comment = "of the app"}); },
       .down = [](operations& op) { op.drop_schema("app"); }},
      {.title = "an extension",
       .on = databases::postgresql,
       .up = [](operations& op) { op.create_extension("pg_trgm"); },
       .down = [](operations& op) { op.drop_extension("pg_trgm"); }},
      {.title = "an extension in a schema and a version, with a name that must be quoted",
       .on = databases::postgresql,
       .setup = [](operations& op) { op.create_schema("app"); },
       .up =
           [](operations& op) {
             op.create_extension("uuid-ossp",
                                 {.if_not_exists = true, .schema = "app", .version = "1.1"});
           },
       .down =
           [](operations& op) {
             op.drop_extension("uuid-ossp", {.if_exists = true, .cascade = true});
             op.drop_extension("uuid-ossp", {.if_exists = true});
           }},
  };
}

sample_list enums() {
  return {
      {.title = "an enum",
       .on = databases::postgresql,
       .up =
           [](operations& op) {
             op.create_enum("mood", {"sad", "ok", "happy"});
           },
       .down = [](operations& op) { op.drop_enum("mood"); }},
      {.title = "an enum without values, and labels with quotes and backslashes",
       .on = databases::postgresql,
       .up =
           [](operations& op) {
             op.create_enum("nothing", {});
             op.create_enum("odd", {"it's", "\"quoted\"", "back\\slash", "$$", "größer", "a\nb"});
           },
       .down =
           [](operations& op) {
             op.drop_enum("odd", {.if_exists = true, .cascade = true});
             op.drop_enum("odd", {.if_exists = true});
             op.drop_enum("nothing");
           }},
      {.title = "values added to an enum",
       .on = databases::postgresql,
       .comes_back = false,
       .setup = [](operations& op) { op.create_enum("mood", {"ok"}); },
       .up =
           [](operations& op) {
             op.add_enum_value("mood", "happy");
             op.add_enum_value("mood", "sad", {.before = "ok"});
             op.add_enum_value("mood", "it's fine", {.after = "ok"});
             op.add_enum_value("mood", "ok", {.if_not_exists = true});
           },
       // PostgreSQL cannot remove a value of an enum.
       .down = nothing},
      {.title = "an enum's value renamed",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             op.create_enum("mood", {"ok", "happy"});
           },
       .up = [](operations& op) { op.rename_enum_value("mood", "ok", "it's \"ok\""); },
       .down = [](operations& op) { op.rename_enum_value("mood", "it's \"ok\"", "ok"); }},
  };
}

sample_list domains() {
  return {
      {.title = "a domain",
       .on = databases::postgresql,
       .up = [](operations& op) { op.create_domain("email", varchar(255)); },
       .down = [](operations& op) { op.drop_domain("email"); }},
      {.title = "a domain with each option",
       .on = databases::postgresql,
       .up =
           [](operations& op) {
             op.create_domain("quantity", integer,
                              {.server_default = "1", .not_null = true, .check = "value > 0"});
             op.create_domain("word", text,
                              {.collation = "C",
                               .server_default = "'it''s'",
                               .check = "value ~ '^[a-z'']+$'",
                               .check_name = "word_is_one"});
             op.create_domain("several", array_of(numeric(10, 2)));
             op.create_table("t", {column("n", "quantity"), column("w", "word")});
           },
       .down =
           [](operations& op) {
             op.drop_table("t");
             op.drop_domain("several");
             op.drop_domain("word", {.if_exists = true, .cascade = true});
             op.drop_domain("word", {.if_exists = true});
             op.drop_domain("quantity");
           }},
      {.title = "a domain in a schema, whose check is named after it",
       .on = databases::postgresql,
       .setup = [](operations& op) { op.create_schema("app"); },
       .up =
           [](operations& op) {
             op.create_domain("app.Amount", bigint, {.check = "value >= 0"});
             op.comment(object::domain("app.Amount"), "never negative");
           },
       .down = [](operations& op) { op.drop_domain("app.Amount"); }},
  };
}

}  // namespace

sample_list schema_samples() {
  sample_list all = schemas_and_extensions();
  for (sample_list part : {enums(), domains()}) all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace revise::test
