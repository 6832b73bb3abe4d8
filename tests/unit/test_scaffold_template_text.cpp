#include "scaffold/template_text.h"

#include <doctest/doctest.h>

#include "scaffold/cpp_text.h"
#include "scaffold/template_set.h"
#include "test_config_folder.h"
#include "util/error.h"

namespace test_scaffold_template_text {

using revise::config_error;
using namespace revise::tool;

namespace {

named_template generic() {
  return {"migration.cpp.in",
          std::string(find_template_set("generic").text_of("migration.cpp.in"))};
}

migration_fields example() {
  return {"ae1027a6acf2", {"1975ea83b712"}, {}, {}, "add users", "2026-11-21 09:14 UTC"};
}

std::string error_in(std::string_view text) {
  const std::string needed = "@revision_literal@ @down_revision@\n";
  return message_of<config_error>([&] {
    render_migration({"t.in", needed + std::string(text)}, example());
  });
}

}  // namespace

TEST_CASE("a new migration looks as the documentation shows it") {
  CHECK(render_migration(generic(), example()) ==
        R"text(// add users
//
// Revision:  ae1027a6acf2
// Revises:   1975ea83b712
// Created:   2026-11-21 09:14 UTC
#include <revise/migration.h>

using namespace revise;

namespace {

void upgrade(operations& op) {
}

void downgrade(operations& op) {
}

const registered migration{
    .revision = "ae1027a6acf2",
    .down_revision = {"1975ea83b712"},
    .message = "add users",
    .upgrade = upgrade,
    .downgrade = downgrade,
};

}  // namespace
)text");
}

TEST_CASE("a base, a merge, dependencies and labels are written where they belong") {
  migration_fields fields = example();
  fields.down_revision = {};
  fields.depends_on = {"aaaa", "bbbb"};
  fields.branch_labels = {"staff", "odd \"label\""};
  const std::string text = render_migration(generic(), fields);
  CHECK(text.substr(text.find("// Revises"), 20) == "// Revises:   <base>");
  CHECK(text.substr(text.find("const registered")) ==
        R"text(const registered migration{
    .revision = "ae1027a6acf2",
    .down_revision = {},
    .depends_on = {"aaaa", "bbbb"},
    .branch_labels = {"staff", "odd \"label\""},
    .message = "add users",
    .upgrade = upgrade,
    .downgrade = downgrade,
};

}  // namespace
)text");
  fields = example();
  fields.down_revision = {"aaaa", "bbbb"};
  const std::string merge = render_migration(generic(), fields);
  CHECK(merge.find("// Revises:   aaaa, bbbb\n") != std::string::npos);
  CHECK(merge.find("    .down_revision = {\"aaaa\", \"bbbb\"},\n") != std::string::npos);
}

TEST_CASE("any message is a comment and a literal") {
  migration_fields fields = example();
  fields.message = "say \"hi\" \\\r\n*/ r\u00e9sum\u00e9\t@revision@ ?\?/\n\n  \x1b[31m\xff\\\n";
  const std::string text = render_migration(generic(), fields);
  CHECK(text.substr(0, text.find("// Revision")) ==
        "// say \"hi\" \\.\n"
        "// */ r\u00e9sum\u00e9 @revision@ ?\?/.\n"
        "//\n"
        "//    [31m \\.\n"
        "//\n");
  const std::size_t begin = text.find("    .message");
  CHECK(text.substr(begin, text.find('\n', begin) - begin) ==
        R"(    .message = "say \"hi\" \\\r\n*/ r)"
        "\u00e9sum\u00e9"
        R"(\t@revision@ ?\?/\n\n  \033[31m\377\\\n",)");
  fields.message = "";
  CHECK(render_migration(generic(), fields).starts_with("//\n//\n// Revision:"));
}

TEST_CASE("a message in a block comment stays within it") {
  CHECK(cpp_block_comment("a */ b\n**/ c") == "a * / b ** / c");
  const named_template from{"t.in", "/* @message@ */ @revision_literal@ @down_revision@\n"};
  migration_fields fields = example();
  fields.message = "*/ int x; /*\nmore";
  CHECK(render_migration(from, fields) ==
        "/* * / int x; /* more */ \"ae1027a6acf2\" {\"1975ea83b712\"}\n");
}

TEST_CASE("a template of the user's own may have any other sign, and its mistakes have a line") {
  const named_template own{
      "t.in",
      "// mail a@b.c, c@d.e \\@x @ @@ @1@ a@@> b @created@\n"
      "    // @message@\n"
      "x{@revision_literal@, @down_revision@, @message_literal@}; // @revises@"};
  migration_fields fields = example();
  fields.message = "one\ntwo";
  CHECK(render_migration(own, fields) ==
        "// mail a@b.c, c@d.e \\@x @ @@ @1@ a@@> b 2026-11-21 09:14 UTC\n"
        "    // one\n"
        "    // two\n"
        "x{\"ae1027a6acf2\", {\"1975ea83b712\"}, \"one\\ntwo\"}; // 1975ea83b712");

  CHECK(error_in("\n@revison@\n") ==
        "t.in:3: unknown placeholder '@revison@', did you mean '@revision@'?");
  CHECK(error_in("@nothing_like_it@") == "t.in:2: unknown placeholder '@nothing_like_it@'");
  CHECK(message_of<config_error>([] {
          render_migration({"t.in", "@down_revision@"}, example());
        }) == "t.in: no '@revision_literal@', so the migration would have no id");
  CHECK(message_of<config_error>([] {
          render_migration({"t.in", "@revision_literal@"}, example());
        }) == "t.in: no '@down_revision@', so the migration would have no place in the graph");
  migration_fields labelled = example();
  labelled.branch_labels = {"x"};
  CHECK(message_of<config_error>([&] {
          render_migration({"t.in", "@revision_literal@@down_revision@"}, labelled);
        }) == "t.in: no '@branch_labels@', but the migration has labels");
  labelled.depends_on = {"x"};
  CHECK(message_of<config_error>([&] {
          render_migration({"t.in", "@revision_literal@@down_revision@"}, labelled);
        }) == "t.in: no '@depends_on@', but the migration has dependencies");
}

TEST_CASE("the template sets have names and descriptions") {
  CHECK(template_sets().size() == 1);
  const template_set set = template_sets().front();
  CHECK(set.name + " - " + set.description == "generic - One database, one graph of migrations");
  CHECK(message_of<revise::error>([] { find_template_set("genric"); }) ==
        "no template 'genric', did you mean 'generic'?\nhint: revise list_templates");
}

}  // namespace test_scaffold_template_text
