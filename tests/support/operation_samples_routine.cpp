#include "support/operation_samples.h"

namespace revise::test {

namespace {

sample_list functions() {
  return {
      {.title = "functions",
       .on = databases::postgresql,
       .up =
           [](operations& op) {
             op.create_function("one()", {.returns = "integer", .body = "select 1"});
             op.create_function("add(a integer, b integer default 1)",
                                {.returns = "integer",
                                 .language = "plpgsql",
                                 .body = "\nbegin\n  return a + b;\nend\n"});
           },
       .down =
           [](operations& op) {
             op.drop_function("add(integer, integer)");
             op.drop_function("one");
           }},
      {.title = "a function with each option, replaced",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             op.create_schema("app");
             op.create_function("app.Has Role(who text)",
                                {.returns = "boolean", .body = "select false"});
           },
       .up =
           [](operations& op) {
             op.create_function("app.Has Role(who text)",
                                {.returns = "boolean",
                                 .language = "sql",
                                 .body = "select who = 'me'",
                                 .replace = true,
                                 .stable = true,
                                 .strict = true,
                                 .security_definer = true,
                                 .parallel = "safe",
                                 .set = {"search_path = ''", "work_mem = '8MB'"}});
             op.create_function("twice(n bigint)", {.returns = "bigint",
                                                    .body = "select n * 2",
                                                    .immutable = true,
                                                    .parallel = "restricted"});
             op.create_function("numbers(n integer)",
                                {.returns = "table (i integer, square integer)",
                                 .body = "select i, i * i from generate_series(1, n) i"});
           },
       .down =
           [](operations& op) {
             op.drop_function("numbers");
             op.drop_function("twice(bigint)", {.if_exists = true, .cascade = true});
             op.drop_function("twice(bigint)", {.if_exists = true});
             op.create_function("app.Has Role(who text)",
                                {.returns = "boolean", .body = "select false", .replace = true});
           }},
      {.title = "functions whose bodies could end their quotes",
       .on = databases::postgresql,
       .up =
           [](operations& op) {
             const char* bodies[] = {"select 'it''s'",
                                     "select '\\'",
                                     "select '$$'",
                                     "select '$body$'",
                                     "select '$body$ $body1$ $body2$'",
                                     "select '$body'",
                                     "select 'x' /* $body",
                                     "select $tag$x$tag$",
                                     "select 'größer'",
                                     "-- a comment\nselect ':x %s $1 {}'"};
             int n = 0;
             for (const std::string body : bodies) {
               const bool is_open = body.find("/*") != std::string::npos;
               op.create_function("f" + std::to_string(n++) + "()",
                                  {.returns = "text", .body = is_open ? body + "*/" : body});
             }
             op.create_function("f_end()", {.returns = "text", .body = "select 'x' -- $body"});
             op.create_function("f_dollar()", {.returns = "text", .body = "select 'x' -- $"});
             op.create_procedure("nothing()", {.body = ""});
           },
       .down =
           [](operations& op) {
             op.drop_procedure("nothing");
             op.drop_function("f_dollar");
             op.drop_function("f_end");
             for (int n = 9; n >= 0; --n) op.drop_function("f" + std::to_string(n));
           }},
      {.title = "functions named like words of SQL",
       .on = databases::postgresql,
       .setup = [](operations& op) { op.create_schema("app"); },
       .up =
           [](operations& op) {
             op.create_function("coalesce()", {.returns = "integer", .body = "select 1"});
             op.create_function("app.coalesce()", {.returns = "integer", .body = "select 1"});
             op.create_function("select()", {.returns = "integer", .body = "select 1"});
             op.create_procedure("app.\"with.dot\"(a integer)", {.body = "select 1"});
           },
       .down =
           [](operations& op) {
             op.drop_procedure("app.\"with.dot\"(integer)");
             op.drop_function("select()");
             op.drop_function("app.coalesce");
             op.drop_function("coalesce()");
           }},
      {.title = "procedures",
       .on = databases::postgresql,
       .setup = [](operations& op) { op.create_procedure("p()", {.body = "select 1"}); },
       .up =
           [](operations& op) {
             op.create_procedure("p()", {.language = "plpgsql",
                                         .body = "begin end",
                                         .replace = true,
                                         .security_definer = true,
                                         .set = {"search_path = ''"}});
             op.create_procedure("q(a integer)", {.body = "select a"});
           },
       .down =
           [](operations& op) {
             op.drop_procedure("q(integer)", {.if_exists = true, .cascade = true});
             op.drop_procedure("q(integer)", {.if_exists = true});
             op.create_procedure("p()", {.body = "select 1", .replace = true});
           }},
  };
}

void table_and_function(operations& op) {
  op.create_table("t", {column("id", integer).primary_key(), column("a", text),
                        column("updated_at", timestamptz)});
  op.create_function(
      "touch()", {.returns = "trigger", .body = "begin new.updated_at := now(); return new; end"});
  op.create_function("log(a text)", {.returns = "text", .body = "select a"});
}

sample_list triggers() {
  return {
      {.title = "a trigger",
       .on = databases::postgresql,
       .setup = table_and_function,
       .up =
           [](operations& op) {
             op.create_trigger("t_touch", "t", {.event = "before update", .function = "touch()"});
           },
       .down = [](operations& op) { op.drop_trigger("t_touch", "t"); }},
      {.title = "triggers with each option",
       .on = databases::postgresql,
       .setup =
           [](operations& op) {
             table_and_function(op);
             op.create_schema("app");
             op.create_table("app.Other", {column("id", integer)});
             op.create_function("app.Touch()",
                                {.returns = "trigger", .body = "begin return null; end"});
             op.create_trigger("again", "t", {.event = "before insert", .function = "touch"});
           },
       .up =
           [](operations& op) {
             op.create_trigger("again", "t",
                               {.event = "before insert or update of a, id",
                                .condition = "new.a <> 'it''s'",
                                .function = "touch",
                                .replace = true});
             op.create_trigger("each statement", "app.Other",
                               {.event = "after insert",
                                .for_each_statement = true,
                                .function = "app.Touch('an argument', 2)",
                                .referencing = "new table as inserted"});
             op.create_trigger("later", "app.Other",
                               {.event = "after delete",
                                .function = "app.Touch",
                                .deferred = deferral::initially_deferred});
             op.create_trigger("maybe_later", "app.Other",
                               {.event = "after insert",
                                .function = "app.Touch",
                                .deferred = deferral::deferrable});
             op.comment(object::trigger("app.Other", "later"), "at the commit");
           },
       .down =
           [](operations& op) {
             op.drop_trigger("maybe_later", "app.Other");
             op.drop_trigger("later", "app.Other", {.if_exists = true, .cascade = true});
             op.drop_trigger("later", "app.Other", {.if_exists = true});
             op.drop_trigger("each statement", "app.Other");
             op.create_trigger("again", "t",
                               {.event = "before insert", .function = "touch", .replace = true});
           }},
      {.title = "a trigger of each database",
       .setup =
           [](operations& op) {
             op.create_table("t", {column("id", integer).primary_key(), column("n", integer)});
             op.on(postgresql)
                 .create_function("touch()",
                                  {.returns = "trigger", .body = "begin return new; end"});
           },
       .up =
           [](operations& op) {
             op.on(postgresql)
                 .create_trigger("t_touch", "t", {.event = "before update", .function = "touch()"});
             op.on(sqlite).create_trigger("t_touch", "t",
                                          {.event = "after update",
                                           .condition = "new.n is null",
                                           .body = "update t set n = 0 where id = new.id;"});
           },
       .down = [](operations& op) { op.drop_trigger("t_touch", "t"); }},
  };
}

}  // namespace

sample_list routine_samples() {
  sample_list all = functions();
  const sample_list more = triggers();
  all.insert(all.end(), more.begin(), more.end());
  return all;
}

}  // namespace revise::test
