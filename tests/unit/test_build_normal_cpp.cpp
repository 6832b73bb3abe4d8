#include "build/normal_cpp.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>

namespace test_build_normal_cpp {

using namespace revise::tool;

namespace {

// The tokens on one line, separated by blanks, with `;;` for the end of a directive.
std::string tokens(std::string_view source) {
  std::string line;
  const std::string text = normalised_cpp(source).text;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    line += (line.empty() ? "" : " ") + (end == at ? ";;" : text.substr(at, end - at));
    at = end + 1;
  }
  return line;
}

using names = std::vector<std::string>;

names literals(std::string_view source) { return normalised_cpp(source).literals; }

}  // namespace

TEST_CASE("comments and white space are gone, of either kind and wherever they stand") {
  const std::string plain = tokens("void up(operations& op) { op.execute(\"select 1\"); }");
  CHECK(plain == "void up ( operations & op ) { op . execute ( \"select 1\" ) ; }");
  for (const char* same : {
           "void up(operations &op) {\n  op.execute(\"select 1\");\n}\n",
           "// a\nvoid up(operations& op) {  // b\n\top.execute( \"select 1\" );/* c */}",
           "/* a\n * b */ void/**/up(operations&op){op.execute(\"select 1\");}",
           "// continued \\\n still\nvoid up(operations& op) { op.execute(\"select 1\"); }",
           "vo\\\nid up(operations& op) { op.exe\\  \ncute(\"sel\\\nect 1\"); }",
           "\xef\xbb\xbfvoid up(operations& op)\r\n{\r\n op.execute(\"select 1\");\r\n}\r\n",
           "void up(operations& op) { op.execute(\"select 1\"); } // the end",
           "void up(operations& op) { op.execute(\"select 1\"); } /* no end",
       }) {
    CAPTURE(same);
    CHECK(tokens(same) == plain);
  }
}

TEST_CASE("what is in quotes stays as it is") {
  CHECK(tokens("f(\"a // b\", '\"', \"/* c */\", '\\'', \"\\\"//\")") ==
        "f ( \"a // b\" , '\"' , \"/* c */\" , '\\'' , \"\\\"//\" )");
  CHECK(tokens("R\"(a  // b\n\\\n\")\" u8R\"x()\")x\" LR\"y(/*)y\"") ==
        "R\"(a  // b \\ \")\" u8R\"x()\")x\" LR\"y(/*)y\"");
  CHECK(tokens("u8\"a  b\" L'\\'' \"c\"s") == "u8\"a  b\" L'\\'' \"c\"s");
  // Here a quote separates digits and does not begin a character literal.
  CHECK(tokens("1'000 + 0x1p-3 // it's") == "1'000 + 0x1p-3");
}

TEST_CASE("a raw string with the line ends of Windows is the same") {
  CHECK(tokens("R\"(a\r\nb)\"") == tokens("R\"(a\nb)\""));
}

TEST_CASE("literals that a formatter breaks are one") {
  CHECK(tokens("f(\"select a, b \"\n  \"from t\")") == "f ( \"select a, b from t\" )");
  CHECK(tokens("f(\"a\" /* x */ \"\" // y\n \"b\")") == "f ( \"ab\" )");
  CHECK(tokens("f(\"a\" u8\"b\" \"c\" R\"(d)\")") == "f ( \"a\" u8\"b\" \"c\" R\"(d)\" )");
}

TEST_CASE("literals are not joined where an escape would take in what follows") {
  CHECK(tokens("\"\\x1\" \"2\"") == "\"\\x1\" \"2\"");
  CHECK(tokens("\"\\x1\" \"g\"") == "\"\\x1g\"");
  CHECK(tokens("\"\\12\" \"3\"") == "\"\\12\" \"3\"");
  CHECK(tokens("\"\\123\" \"4\"") == "\"\\1234\"");
  CHECK(tokens("\"\\\\1\" \"2\"") == "\"\\\\12\"");
  CHECK(tokens("\"a\\n\" \"2\"") == "\"a\\n2\"");
}

TEST_CASE("operators are told apart, but for two brackets that close") {
  CHECK(tokens("a - -b") != tokens("a--b"));
  CHECK(tokens("a=-b") == tokens("a = -b"));
  CHECK(tokens("a && b") != tokens("a & &b"));
  CHECK(tokens("vector<vector<int>> v") == tokens("vector< vector<int> > v"));
  CHECK(tokens("a->b ::c ... <=> x") == "a -> b :: c ... <=> x");
}

TEST_CASE("lines of the preprocessor keep their ends") {
  CHECK(tokens("#define A 1\nint a;") == "# define A 1 ;; int a ;");
  CHECK(tokens("#define A \\\n  1\nint a;") == "# define A 1 ;; int a ;");
  CHECK(tokens("#define A 1 int a;") != tokens("#define A 1\nint a;"));
  CHECK(tokens("#define F(x) x\n") == "# define F( x ) x ;;");
  CHECK(tokens("#define F (x) x\n") == "# define F ( x ) x ;;");
  CHECK(tokens("  #  if A /* b\n c */ && D // e\n#endif") == "# if A && D ;; # endif ;;");
  CHECK(tokens("#error it's wrong\nint a;") == "# error it 's wrong ;; int a ;");
  CHECK(tokens("#include <a//b.h>\n#include \"c.h\"") ==
        "# include \"c.h\" ;; # include <a//b.h> ;;");
}

TEST_CASE("lines that formatters sort are sorted, as far as they stand together") {
  CHECK(tokens("#include <b>\n#include <a>\n") == tokens("#include <a>\n\n// c\n#include <b>\n"));
  CHECK(tokens("#include <b>\n#define X\n#include <a>\n") !=
        tokens("#include <a>\n#define X\n#include <b>\n"));
  CHECK(tokens("using b::c;\nusing ::a;\nint x;") == "using :: a ; using b :: c ; int x ;");
  CHECK(tokens("using namespace b; using namespace a;") ==
        "using namespace b ; using namespace a ;");
  CHECK(tokens("using b = a::c; using a = int;") == "using b = a :: c ; using a = int ;");
}

TEST_CASE("what revise rebase rewrites does not count") {
  const char* applied =
      "// Revises: 1975\nconst registered m{.revision = \"ae10\", .down_revision = {\"1975\"}};";
  CHECK(tokens(applied) ==
        "const registered m { . revision = \"ae10\" , . down_revision = { } } ;");
  for (const char* rebased :
       {"const registered m{.revision = \"ae10\", .down_revision = {}};",
        "const registered m{.revision = \"ae10\", .down_revision = {\"27c6\"}};",
        "const registered m{.revision = \"ae10\", .down_revision = { // x\n \"a\", \"b\",}};"}) {
    CAPTURE(rebased);
    CHECK(tokens(rebased) == tokens(applied));
  }
  CHECK(tokens("const registered m{.revision = \"ae10\", .down_revision = {x}};") ==
        "const registered m { . revision = \"ae10\" , . down_revision = { x } } ;");
  CHECK(tokens(".down_revision = {\"a\"") == ". down_revision = { \"a\"");
}

TEST_CASE("the literals are told by what they hold") {
  CHECK(
      literals("f(\"a.sql\", R\"x(b.sql)x\", u8\"c.sql\", \"d\" \".sql\", 'e', \"g.sql\"_file)") ==
      names{"a.sql", "b.sql", "c.sql", "d.sql", "g.sql"});
  CHECK(literals("// \"a.sql\"\n\"\" R\"()\"") == names{"", ""});
  CHECK(literals("\"open") == names{"open"});
}

TEST_CASE("any text is taken, and what is normal stays so") {
  // Random texts of characters with a special meaning. The seed of a failing text is printed.
  constexpr std::string_view some = "\"'\\/*\n#R(){}<>.,:=ax18 \t\r";
  constexpr unsigned texts = 20000;
  std::size_t taken = 0;
  for (unsigned seed = 0; seed < texts; ++seed) {
    std::mt19937 random(seed);
    std::string text;
    for (std::size_t i = random() % 40; i > 0; --i) text += some[random() % some.size()];
    CAPTURE(text);
    CAPTURE(seed);
    const normal_cpp once = normalised_cpp(text);
    taken += once.text.empty() ? 0 : 1;
    // A blank before the text and a comment after it change nothing, with any text in between.
    if (text.find('\\') == std::string::npos) {
      CHECK(normalised_cpp(" " + text).text == once.text);
    }
  }
  MESSAGE(texts << " texts, " << taken << " of them with tokens");
  CHECK(taken > texts / 2);
}

}  // namespace test_build_normal_cpp
