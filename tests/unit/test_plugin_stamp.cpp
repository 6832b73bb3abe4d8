#include "plugin/stamp.h"

#include <doctest/doctest.h>

#include "support/error_text.h"
#include "support/temporary_folder.h"

namespace test_plugin_stamp {

using namespace revise;
using namespace revise::test;

// This program carries a stamp, as a plugin does.
extern "C" [[gnu::used, gnu::section("revise_stamp")]] const char revise_test_stamp[] =
    "interface: 0123\ncompiler: /usr/bin/c++, c++ 12.2.0\nflags: -O0 'a b'\n";

namespace {

const abi_stamp expected{
    .interface = "0123", .compiler = "/usr/bin/c++, c++ 12.2.0", .flags = "-O0 'a b'"};

std::string this_program() { return temporary_folder().read("/proc/self/exe"); }

}  // namespace

TEST_CASE("a stamp is read out of an ELF file without loading it") {
  CHECK(read_stamp("/proc/self/exe") == expected);
  CHECK(text_of(expected) ==
        "interface: 0123\ncompiler: /usr/bin/c++, c++ 12.2.0\nflags: -O0 'a b'\n");
}

TEST_CASE("a file that is no plugin has no stamp") {
  const temporary_folder folder;
  CHECK(read_stamp(folder.write("empty", "")) == std::nullopt);
  CHECK(read_stamp(folder.write("text", "interface: 0123\n")) == std::nullopt);
  CHECK(read_stamp(folder.write("magic",
                                "\x7f"
                                "ELF")) == std::nullopt);
  CHECK(read_stamp(folder.path()) == std::nullopt);
  const std::string none = folder.path() / "none.so";
  CHECK(error_text<build_error>([&] { read_stamp(none); }) ==
        "cannot read the plugin '" + none +
            "': no such file or directory\nhint: build the versions");
}

TEST_CASE("a damaged plugin is read without harm") {
  const temporary_folder folder;
  const std::string whole = this_program();
  // Only its headers, and the section tables at its end, are read.
  for (std::size_t cut = 0; cut < 80; ++cut) {
    CHECK(read_stamp(folder.write("head", whole.substr(0, cut))) == std::nullopt);
  }
  CHECK(read_stamp(folder.write("half", whole.substr(0, whole.size() / 2))) == std::nullopt);
  for (std::size_t byte = 4; byte < 64; ++byte) {
    for (const char value : {'\x00', '\x7f', '\xff'}) {
      std::string damaged = whole.substr(0, 4096);
      damaged[byte] = value;
      CHECK_NOTHROW(read_stamp(folder.write("damaged", damaged)));
    }
  }
}

TEST_CASE("what differs between two stamps is said part by part") {
  using lines = std::vector<std::string>;
  CHECK(differences(expected, expected).empty());
  abi_stamp other = expected;
  other.compiler = "clang++ 14.0.6";
  CHECK(differences(expected, other) ==
        lines{"compiler: '/usr/bin/c++, c++ 12.2.0' when it was built, 'clang++ 14.0.6' now"});
  other.interface = "4567";
  other.flags = "";
  CHECK(differences(expected, other) ==
        lines{"interface: '0123' when it was built, '4567' now",
              "compiler: '/usr/bin/c++, c++ 12.2.0' when it was built, 'clang++ 14.0.6' now",
              "flags: '-O0 'a b'' when it was built, '' now"});
}

}  // namespace test_plugin_stamp
