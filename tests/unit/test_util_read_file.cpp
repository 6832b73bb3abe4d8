#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <string>

#include "unit/test_config_folder.h"
#include "util/error.h"
#include "util/read_file.h"

namespace test_util_read_file {

using namespace revise;

namespace {

std::string why_not(const std::filesystem::path& path, std::size_t most = largest_file) {
  return message_of<error>([&] { read_file(path, most); });
}

}  // namespace

TEST_CASE("a file is read whole, and one that does not exist is none") {
  const test_folder folder;
  const std::string text(200'000, 'x');
  CHECK(read_file(folder.write("a", text)) == text);
  CHECK(read_file(folder.write("empty", "")) == "");
  CHECK_FALSE(read_file(folder / "missing"));
  CHECK_FALSE(read_file(folder / "a/below"));
}

TEST_CASE("a pipe, a device and a folder are refused at once") {
  const test_folder folder;
  const std::string pipe = (folder / "pipe").string();
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(why_not(pipe) == "cannot read '" + pipe + "': it is not a regular file");
  CHECK(why_not("/dev/zero") == "cannot read '/dev/zero': it is not a regular file");
  CHECK(why_not(folder.path()) == "cannot read '" + folder.path().string() + "': is a directory");
}

TEST_CASE("a file that is too large is refused before it is read") {
  const test_folder folder;
  const std::filesystem::path file = folder.write("large", "12345");
  CHECK(read_file(file, 5) == "12345");
  CHECK(why_not(file, 4) == "cannot read '" + file.string() + "': it is larger than 4 bytes");
  std::filesystem::resize_file(file, 100'000'000'000);
  CHECK(why_not(file) == "cannot read '" + file.string() + "': it is larger than 2000000000 bytes");
}

}  // namespace test_util_read_file
