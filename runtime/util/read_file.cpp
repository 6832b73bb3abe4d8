#include "util/read_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>

#include "util/errno_text.h"
#include "util/error.h"

namespace revise {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path, std::string_view why) {
  throw error(fmt::format("cannot read '{}': {}", path.string(), why));
}

// Throws `error` for a file that is too large or not regular: a read from a pipe or a device may
// never return.
void require_regular(int fd, const std::filesystem::path& path, std::size_t most) {
  struct stat status {};
  if (fstat(fd, &status) != 0) fail(path, errno_text(errno));
  if (S_ISDIR(status.st_mode)) fail(path, errno_text(EISDIR));
  if (!S_ISREG(status.st_mode)) fail(path, "it is not a regular file");
  if (static_cast<unsigned long long>(status.st_size) > most) {
    fail(path, fmt::format("it is larger than {} bytes", most));
  }
}

std::string read_all(int fd, const std::filesystem::path& path, std::size_t most) {
  std::string text;
  std::array<char, 65536> buffer{};
  for (;;) {
    const ssize_t got = read(fd, buffer.data(), buffer.size());
    if (got == 0) return text;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) fail(path, errno_text(errno));
    text.append(buffer.data(), static_cast<std::size_t>(got));
    if (text.size() > most) fail(path, fmt::format("it is larger than {} bytes", most));
  }
}

}  // namespace

// std::ifstream is not used: it opens a folder without an error, and does not say why it failed.
std::optional<std::string> read_file(const std::filesystem::path& path, std::size_t most) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0 && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
  if (fd < 0) fail(path, errno_text(errno));
  try {
    require_regular(fd, path, most);
    std::string text = read_all(fd, path, most);
    close(fd);
    return text;
  } catch (...) {
    close(fd);
    throw;
  }
}

}  // namespace revise
