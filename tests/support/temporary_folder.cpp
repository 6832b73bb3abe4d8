#include "support/temporary_folder.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <system_error>

namespace revise::test {

namespace fs = std::filesystem;

namespace {

fs::path new_folder() {
  std::string name = (fs::temp_directory_path() / "revise-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr)
    throw std::system_error(errno, std::generic_category(), "cannot make " + name);
  return name;
}

/// A test may have made a folder that its owner cannot write, and so cannot empty.
void make_writable(const fs::path& folder) {
  std::error_code ignored;
  fs::permissions(folder, fs::perms::owner_all, fs::perm_options::add, ignored);
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    if (entry.is_directory(ignored) && !entry.is_symlink(ignored)) make_writable(entry.path());
}

}  // namespace

temporary_folder::temporary_folder(std::string_view name)
    : above_(new_folder()), path_(above_ / fs::path(name)) {
  fs::create_directory(path_);
}

temporary_folder::~temporary_folder() {
  if (std::getenv("REVISE_KEEP_TEST_FOLDERS") != nullptr) {
    std::fprintf(stderr, "kept %s\n", path_.c_str());
    return;
  }
  std::error_code ignored;
  make_writable(above_);
  fs::remove_all(above_, ignored);
}

fs::path temporary_folder::write(const fs::path& file, std::string_view text) const {
  fs::path whole = path_ / file;
  fs::create_directories(whole.parent_path());
  std::ofstream stream(whole, std::ios::binary);
  stream << text << std::flush;
  if (!stream) throw std::runtime_error("cannot write " + whole.string());
  return whole;
}

std::string temporary_folder::read(const fs::path& file) const {
  std::ifstream stream(path_ / file, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + (path_ / file).string());
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

}  // namespace revise::test
