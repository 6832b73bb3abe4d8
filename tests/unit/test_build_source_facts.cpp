#include "build/source_facts.h"

#include <doctest/doctest.h>

#include <ctime>
#include <fstream>

#include "build/source_digest.h"
#include "support/temporary_folder.h"
#include "util/hash.h"

namespace test_build_source_facts {

using namespace revise::tool;
using revise::digest_of;
using revise::test::temporary_folder;
namespace fs = std::filesystem;

namespace {

struct project {
  temporary_folder folder;
  std::vector<std::string> sources;
  std::vector<std::string> sql;

  // The hashes of the files of `sources`, each followed by a blank.
  std::string hashes() const {
    configuration config;
    config.script_location = folder.path();
    const build_folder build(config);
    std::vector<source_input> inputs;
    for (const std::string& name : sources) {
      inputs.push_back({folder.path() / name, file_state::of(folder.path() / name)});
    }
    std::vector<embedded_sql> files;
    for (const std::string& name : sql) files.push_back({folder.path() / name, {}, {}});
    std::string all;
    for (const source_facts& facts : find_source_facts(build, inputs, files, "headers")) {
      all += facts.hash + ' ';
    }
    return all;
  }

  // Waits, since a file that changed within the last clock tick is read again.
  void settle() const {
    const timespec moment{0, 30'000'000};
    nanosleep(&moment, nullptr);
  }
};

}  // namespace

TEST_CASE("a digest is what the library's own program prints") {
  // printf 'revise' | xxhsum -H2
  CHECK(digest_of("") == "99aa06d3014798d86001c324468d497f");
  CHECK(digest_of("revise") == "14d4189315bb3bb7ec2ba1e5f24d5418");
}

TEST_CASE("a source hash says by which rules it was made, and is the same on every machine") {
  CHECK(source_hash(digest_of_cpp("int a;").digest, {}) == "1:c18a76baad393b9fd0539ab206f30c68");
}

TEST_CASE("the hash is that of the text and of the SQL files it names") {
  project p;
  p.sources = {"v/a.cpp", "v/sub/b.cpp"};
  p.sql = {"v/a.sql", "v/sub/b.sql", "v/other.sql"};
  p.folder.write("v/a.cpp", "f(\"a.sql\");");
  p.folder.write("v/sub/b.cpp", "f(\"../a.sql\", \"b.sql\", \"none.sql\");");
  p.folder.write("v/a.sql", "select 1;");
  p.folder.write("v/sub/b.sql", "select 2;");
  p.folder.write("v/other.sql", "select 3;");
  p.settle();
  const std::string before = p.hashes();
  const std::string a = before.substr(0, before.find(' '));
  const std::string b = before.substr(before.find(' ') + 1);  // with the blank after it
  CHECK(a.size() == 34);
  CHECK(a != b);

  SUBCASE("comments, white space and files that are not named do not count") {
    p.folder.write("v/a.cpp", "// new\nf( \"a.sql\" ) ;\n");
    p.folder.write("v/a.sql", "-- new\nselect  1 ;\n");
    p.folder.write("v/other.sql", "select 4;");
    CHECK(p.hashes() == before);
  }
  SUBCASE("a file of SQL counts for all that name it") {
    p.folder.write("v/a.sql", "select 10;");
    const std::string after = p.hashes();
    CHECK(after.substr(0, 34) != a);
    CHECK(after.substr(35) != b);
    p.folder.write("v/a.sql", "select 1;");
    CHECK(p.hashes() == before);
  }
  SUBCASE("a text counts for its own file alone") {
    p.folder.write("v/sub/b.cpp", "f(\"../a.sql\", \"b.sql\");");
    const std::string after = p.hashes();
    CHECK(after.substr(0, 34) == a);
    CHECK(after.substr(35) != b);
  }
  SUBCASE("the place of a migration does not count") {
    fs::create_directory(p.folder.path() / "w");
    for (const char* name : {"a.cpp", "a.sql"}) {
      fs::rename(p.folder.path() / "v" / name, p.folder.path() / "w" / name);
    }
    p.sources = {"w/a.cpp"};
    p.sql = {"w/a.sql"};
    CHECK(p.hashes() == a + ' ');
  }
  SUBCASE("a file that cannot be read has none") {
    fs::remove(p.folder.path() / "v/a.cpp");
    CHECK(p.hashes() == " " + b);
  }
  SUBCASE("an older file that takes another's place is seen") {
    p.folder.write("old.cpp", "g(\"a.sql\");");
    fs::last_write_time(p.folder.path() / "old.cpp",
                        fs::last_write_time(p.folder.path() / "v/a.cpp"));
    fs::rename(p.folder.path() / "old.cpp", p.folder.path() / "v/a.cpp");
    CHECK(p.hashes().substr(0, 34) != a);
  }
  SUBCASE("what was read is remembered") {
    std::string memory = p.folder.read(".revise/source_digests");
    const std::string digest = digest_of_cpp("f(\"a.sql\");").digest;
    REQUIRE(memory.find(digest) != std::string::npos);
    // The wrong digest appears only if the remembered one is used.
    memory.replace(memory.find(digest), digest.size(), std::string(32, '0'));
    p.folder.write(".revise/source_digests", memory);
    CHECK(p.hashes().substr(0, 34) != a);
  }
  SUBCASE("a memory that is damaged in any place is read without harm") {
    const std::string memory = p.folder.read(".revise/source_digests");
    std::size_t forgotten = 0;
    for (std::size_t length = 0; length < memory.size(); ++length) {
      p.folder.write(".revise/source_digests", memory.substr(0, length));
      forgotten += p.hashes() == before ? 1 : 0;
    }
    CHECK(forgotten == memory.size());
    std::string other_rules = memory;
    other_rules.replace(0, 16, "source digests 0");
    const std::string digest = digest_of_cpp("f(\"a.sql\");").digest;
    other_rules.replace(other_rules.find(digest), digest.size(), std::string(32, '0'));
    p.folder.write(".revise/source_digests", other_rules);
    CHECK(p.hashes() == before);
  }
}

TEST_CASE("what changed a moment ago is not remembered") {
  project p;
  p.sources = {"a.cpp"};
  p.folder.write("a.cpp", "int a;");
  // The file counts as changed at this moment, with any clock tick.
  const timespec now = file_clock_now();
  file_state state = file_state::of(p.folder.path() / "a.cpp").value();
  CHECK_FALSE(state.is_settled(state.changed));
  state.changed = {now.tv_sec - 1, now.tv_nsec};
  CHECK(state.is_settled(now));
  state.changed = {now.tv_sec + 3600, 0};
  CHECK_FALSE(state.is_settled(now));
}

TEST_CASE("a text's digest counts what its hash does not") {
  temporary_folder folder;
  configuration config;
  config.script_location = folder.path();
  const build_folder build(config);
  const auto facts = [&](const std::string& text) {
    folder.write("a.cpp", text);
    return find_source_facts(
               build, {{folder.path() / "a.cpp", file_state::of(folder.path() / "a.cpp")}}, {}, "")
        .at(0);
  };
  const source_facts one = facts("#include <revise/migration.h>\n");
  const source_facts two = facts("// new\n#include <revise/migration.h>\n");
  const source_facts three = facts("#include <vector>\n");
  CHECK(one.hash == two.hash);
  CHECK(one.text_digest != two.text_digest);
  CHECK(one.text_digest == digest_of("#include <revise/migration.h>\n"));
  CHECK(one.headers == "revise/migration.h");
  CHECK(three.headers.empty());
}

}  // namespace test_build_source_facts
