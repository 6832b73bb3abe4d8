#include "build/groupable.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "build/cpp_tokens.h"

namespace test_build_groupable {

using namespace revise::tool;

namespace {

const std::string include = "#include <revise/migration.h>\n";

// A migration as written by `new`, with `more` among its declarations.
std::string typical(const std::string& more = {}, const std::string& fields = {}) {
  return "// create users\n" + include + "\nusing namespace revise;\n\nnamespace {\n\n" + more +
         "\nvoid upgrade(operations& op) {\n"
         "  op.create_table(\"users\", {column(\"id\", bigint).primary_key()});\n"
         "}\n\n"
         "void downgrade(operations& op) { op.drop_table(\"users\"); }\n\n"
         "const registered migration{\n"
         "    .revision = \"a1\",\n"
         "    .down_revision = {\"b1\", \"c1\"},\n" +
         fields +
         "    .upgrade = upgrade,\n"
         "    .downgrade = downgrade,\n"
         "};\n\n"
         "}  // namespace\n";
}

bool is_groupable(const std::string& source) { return !headers_if_groupable(source).empty(); }

}  // namespace

TEST_CASE("what a typical migration includes is told, sorted") {
  CHECK(headers_if_groupable(typical()) == "revise/migration.h");
  CHECK(headers_if_groupable("#include <revise/rows.h>\n#include <revise/migration.h>\n" +
                             typical()) == "revise/migration.h revise/rows.h");
  CHECK(headers_if_groupable("\xef\xbb\xbf" + typical()) == "revise/migration.h");
  std::string windows;
  for (const char c : typical()) windows += c == '\n' ? "\r\n" : std::string(1, c);
  CHECK(headers_if_groupable(windows) == "revise/migration.h");
}

TEST_CASE("migrations are written in many ways that can be grouped") {
  for (const std::string fields :
       {".message = \"x\" \"y\",", ".message = R\"(a)\",", ".transactional = false,",
        ".budget = seconds(5),", ".not_before = days(7).after(\"b1\"),", ".depends_on = {},",
        ".verify = [](operations& op) { op.execute(\"x\"); if (true) { return; } },",
        ".message = names[0],"}) {
    CAPTURE(fields);
    CHECK(is_groupable(typical({}, fields)));
  }
  for (const std::string more :
       {"constexpr const char* names[] = {\"a\", \"b\"};",
        "const char* const sql = R\"(select 1)\";", "const int count = -3;",
        "void f(operations& op, int n = f(1)) noexcept {}", "auto g() -> int { return 1; }",
        "struct point { int x = 0; };", "static_assert(1 == 1);",
        "enum class kind : unsigned char { one, two };", "using size = unsigned long;", ";",
        "constexpr long long twice(long long n) { return n * 2; }",
        "string_ref name() { return \"}\"; }  // }", "char brace = '}';",
        "namespace { int n = 1; }", "struct a_b : point { void f() { static int calls = 0; } };"}) {
    CAPTURE(more);
    // A static in a struct may be a static member.
    CHECK(is_groupable(typical(more)) == (more.find("static int calls") == std::string::npos));
  }
  CHECK(is_groupable(include +
                     "using namespace revise;\n"
                     "static void nothing(operations&) {}\n"
                     "const registered migration{.revision = \"a1\", .down_revision = {},\n"
                     "  .upgrade = nothing, .downgrade = [](operations&) {}};\n"));
  CHECK(is_groupable(include + "const revise::registered migration{.revision = \"a1\",\n"
                               "  .upgrade = [](revise::operations& op) { op.execute(\"x\"); },\n"
                               "  .downgrade = revise::irreversible};\n"));
}

TEST_CASE("what reaches beyond the file is compiled alone") {
  for (const std::string more : {"#define X 1",
                                 "#include <vector>",
                                 "#include \"own.h\"",
                                 "#include <revise/soci.h>",
                                 "#include <revise/error.h>",
                                 "#include <revise/nowhere.h>",
                                 "#pragma once",
                                 "#if 1",
                                 "%:define X 1",
                                 "extern \"C\" int PQlibVersion(void);",
                                 "int main() { return 0; }",
                                 "void f(operations&);",
                                 "extern int other;",
                                 "template <class T> void f(T) {}",
                                 "bool operator==(point, point) { return true; }",
                                 "asm(\"nop\");",
                                 "const char* file() { return __FILE__; }",
                                 "const char* f = __builtin_FILE();",
                                 "thread_local int x = 0;",
                                 "namespace named { void f() {} }",
                                 "typedef int number;",
                                 "constexpr int one = 1, two = 2;",
                                 "enum kind { one };",
                                 "int x(f());"}) {
    CAPTURE(more);
    CHECK_FALSE(is_groupable(typical("\n" + more + "\n")));
  }
  // Declarations outside of an unnamed namespace.
  for (const std::string more : {"void helper(operations&) {}", "int counter = 0;",
                                 "const char* text_of_it = \"x\";", "struct point { int x; };",
                                 "inline int f() { return 1; }", "constexpr int f() { return 1; }",
                                 "inline constexpr int x = 1;", "class registered_elsewhere;"}) {
    CAPTURE(more);
    CHECK_FALSE(is_groupable(typical() + more + "\n"));
  }
  CHECK(is_groupable(typical() + "static int more() { return 1; }\nconst int x = 1;\n"
                                 "constexpr const char* const y = \"y\";\n"));
}

TEST_CASE("what is called while a plugin is loaded is compiled alone") {
  for (const std::string more :
       {"const int x = f();", "int x{f()};", "const bool x = [] { return true; }();",
        "struct s { static inline int x = f(); };", "auto x = \"1\"_x;", "auto y = 1_y;",
        "auto z = 'z'_z;", "const int y = 1 / 0;", "const int z = *pointer;"}) {
    CAPTURE(more);
    CHECK_FALSE(is_groupable(typical(more)));
  }
  for (const std::string fields :
       {".message = f(),", ".message = [] { return \"x\"; }(),", ".message = \"x\"_y,",
        ".message = names[f()],", ".message = *pointer,", ".transactional = 1 / 0,",
        ".message = (f)(),", ".message = point{}.name(),"}) {
    CAPTURE(fields);
    CHECK_FALSE(is_groupable(typical({}, fields)));
  }
}

TEST_CASE("a name that revise has, too, is ambiguous alone and would not be in a namespace") {
  for (const std::string name :
       {"column", "text", "check", "days", "registered", "value", "revise"}) {
    CAPTURE(name);
    CHECK_FALSE(is_groupable(typical("void " + name + "(operations& op) {}")));
    CHECK_FALSE(is_groupable(typical("constexpr int " + name + " = 1;")));
    CHECK_FALSE(is_groupable(typical("struct " + name + " {};")));
    CHECK_FALSE(is_groupable(typical("using " + name + " = int;")));
  }
  CHECK(is_groupable(typical("void fill(operations& op) {}")));
}

TEST_CASE("what is not closed, or not quite C++, is compiled alone") {
  const std::string whole = typical();
  for (std::size_t length = include.size(); length < whole.size() - 20; ++length) {
    const std::string part = whole.substr(0, length);
    // A part that ends before the namespace has no open bracket.
    if (length > whole.find("namespace {")) {
      CAPTURE(part);
      REQUIRE_FALSE(is_groupable(part));
    }
  }
  for (const std::string tail : {"// comment \\", "// comment \\ \n\n", "}", "\?\?=define X",
                                 "<% %>", "\x01", "a\rb", "'", "\"", "R\"(", ")"}) {
    CAPTURE(tail);
    CHECK_FALSE(is_groupable(whole + tail));
  }
  CHECK_FALSE(is_groupable(""));
  CHECK_FALSE(is_groupable("int"));
}

TEST_CASE("any text is taken, and what is grouped closes what it opens") {
  std::mt19937 random(20261121);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same every time
  const auto below = [&random](std::size_t n) {
    return static_cast<std::size_t>(std::uniform_int_distribution<std::size_t>(0, n - 1)(random));
  };
  const std::vector<std::string> pieces = {
      "{",          "}",           "(",
      ")",          "[",           "]",
      ";",          ",",           "=",
      "#",          "\n",          "\"",
      "'",          "R\"(",        ")\"",
      "//",         "/*",          "*/",
      "static ",    "const ",      "registered ",
      "namespace ", "using ",      "struct ",
      "::",         ".",           "x ",
      "constexpr ", "\\",          "<",
      ">",          "enum class ", "#include <revise/rows.h>\n",
      "[]",         "\xc3"};
  std::size_t grouped = 0;
  for (int round = 0; round < 5000; ++round) {
    std::string text = typical();
    for (std::size_t change = below(4); change > 0; --change) {
      const std::size_t at = below(text.size());
      if (below(2) == 0) text.erase(at, 1 + below(12));
      if (below(2) == 0) text.insert(std::min(at, text.size()), pieces[below(pieces.size())]);
    }
    if (!is_groupable(text)) continue;
    ++grouped;
    int depth = 0;
    for (const cpp_token& token : cpp_tokens(text)) {
      if (token.is("{")) ++depth;
      if (token.is("}")) --depth;
      REQUIRE(depth >= 0);
    }
    REQUIRE(depth == 0);
  }
  MESSAGE("5000 texts, ", grouped, " of them grouped");
  CHECK(grouped > 1000);
}

}  // namespace test_build_groupable
