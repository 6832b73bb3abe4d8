#include "build/ninja_file.h"

#include <doctest/doctest.h>

#include "util/process.h"

namespace test_build_ninja_file {

using namespace revise;
using namespace revise::tool;

TEST_CASE("whatever a word holds, a shell takes it as that word") {
  for (const std::string word :
       {"",     "plain", "/usr/bin/c++", "-DX=1,2:3", "a b", "it's", "'", "\"",   "$HOME",
        "`id`", "a;b",   "a&&b",         "a|b",       "*",   "~",    "#", "a\\b", "\\",
        "\n",   "a\nb",  "{1,2}",        "ü",         "!x",  "<>()", "%s"}) {
    CAPTURE(word);
    process_request shell;
    shell.argv = {"/bin/sh", "-c", "printf '%s.' " + shell_quoted(word) + " end"};
    shell.output = process_output::capture;
    CHECK(run_process(shell).output == word + ".end.");
  }
}

TEST_CASE("a word of plain characters stays as it is") {
  CHECK(shell_quoted("-I/a/b_c.d+e=f,g:h") == "-I/a/b_c.d+e=f,g:h");
  CHECK(shell_quoted("") == "''");
  CHECK(shell_quoted("it's") == "'it'\\''s'");
}

TEST_CASE("build.ninja quotes every argument for ninja and for the shell behind it") {
  plugin_recipe recipe;
  recipe.compiler = "/opt/my compiler/c++";
  recipe.launcher = "/usr/bin/ccache";
  recipe.compile_flags = {"-std=c++20", "-DTEXT=\"it's $HOME\"", "-Iinclude"};
  recipe.link_flags = {"-Wl,-z,defs"};
  recipe.libraries = {"-lpq", "/a b/libx.a"};
  recipe.units = {{.source = "/v/a.cpp",
                   .object = "objects/a.o",
                   .quote_folder = {},
                   .text_digest = "0f1e",
                   .is_cached = false},
                  {.source = "links/0f.cpp", .object = "objects/b.o", .quote_folder = "links/1e"}};
  CHECK(ninja_text(recipe) ==
        "# Written by revise; changes are overwritten.\n"
        "ninja_required_version = 1.5\n"
        "launcher = /usr/bin/ccache\n"
        "rule compile\n"
        "  command = $launcher '/opt/my compiler/c++' -std=c++20 '-DTEXT=\"it'\\''s "
        "$$HOME\"' -Iinclude -fdiagnostics-color=always $quote -MD -MF $out.d -c $in -o $out # "
        "$text\n"
        "  depfile = $out.d\n"
        "  deps = gcc\n"
        "  description = $in\n"
        "rule link\n"
        "  command = '/opt/my compiler/c++' -shared -Wl,-z,defs @$out.rsp -lpq '/a b/libx.a' -o "
        "$out\n"
        "  rspfile = $out.rsp\n"
        "  rspfile_content = $in\n"
        "  description = link\n"
        "build objects/a.o: compile /v/a.cpp | stamp\n"
        "  text = 0f1e\n"
        "  launcher =\n"
        "build objects/b.o: compile links/0f.cpp | stamp\n"
        "  quote = -iquotelinks/1e\n"
        "build plugin.so: link objects/a.o objects/b.o | stamp\n"
        "default plugin.so\n");
}

TEST_CASE("build.ninja assembles what there is for the assembler, and links it") {
  plugin_recipe recipe;
  recipe.compiler = "/usr/bin/c++";
  recipe.launcher = "/usr/bin/ccache";
  recipe.compile_flags = {"-std=c++20"};
  recipe.units = {{.source = "/v/a.cpp", .object = "objects/a.o", .quote_folder = {}}};
  CHECK(ninja_text(recipe).find("assemble") == std::string::npos);
  recipe.assemble_flags = {"-DTEXT=a b", "-g"};
  recipe.assembled = {
      {.source = "hashes.s", .object = "objects/hashes.o", .what = "the hashes", .inputs = {}},
      {.source = "sql_files.s",
       .object = "objects/sql_files.o",
       .what = "sql files",
       .inputs = {"/v/a.up.sql", "links/0f.sql"}}};
  const std::string text = ninja_text(recipe);
  CHECK(text.substr(text.find("build objects/a.o")) ==
        "build objects/a.o: compile /v/a.cpp | stamp\n"
        "rule assemble\n"
        "  command = /usr/bin/c++ '-DTEXT=a b' -g -c $in -o $out\n"
        "  description = $what\n"
        "build objects/hashes.o: assemble hashes.s | stamp\n"
        "  what = the hashes\n"
        "build objects/sql_files.o: assemble sql_files.s | stamp /v/a.up.sql links/0f.sql\n"
        "  what = sql files\n"
        "build plugin.so: link objects/a.o objects/hashes.o objects/sql_files.o | stamp\n"
        "default plugin.so\n");
}

TEST_CASE("compile_commands.json names the user's paths, and survives bytes that are no UTF-8") {
  plugin_recipe recipe;
  recipe.compiler = "/usr/bin/c++";
  recipe.compile_flags = {"-DX=\"y\""};
  const std::vector<compile_unit> units = {
      {.source = "links/0.cpp", .object = "objects/a.o", .quote_folder = "links/1"},
      {.source = "/v/b.cpp", .object = "objects/b.o", .quote_folder = {}}};
  CHECK(compile_commands_text(recipe, "/b \"c\"", units, {"/v/\xff.cpp", "/v/b.cpp"}) ==
        "[\n"
        " {\"directory\": \"/b \\\"c\\\"\", \"file\": \"/v/\xef\xbf\xbd.cpp\",\n"
        "  \"arguments\": [\"/usr/bin/c++\", \"-DX=\\\"y\\\"\", \"-iquotelinks/1\", \"-c\", "
        "\"/v/\xef\xbf\xbd.cpp\", \"-o\", \"objects/a.o\"]},\n"
        " {\"directory\": \"/b \\\"c\\\"\", \"file\": \"/v/b.cpp\",\n"
        "  \"arguments\": [\"/usr/bin/c++\", \"-DX=\\\"y\\\"\", \"-c\", \"/v/b.cpp\", \"-o\", "
        "\"objects/b.o\"]}\n"
        "]\n");
}

}  // namespace test_build_ninja_file
