#include "util/read_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>

#include "util/errno_text.h"
#include "util/error.h"

namespace revise {

// Not an ifstream: that opens a folder without complaint and does not say why it failed.
std::optional<std::string> read_file(const std::filesystem::path& path) {
  const int fd = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0 && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
  int failure = fd < 0 ? errno : 0;
  std::string text;
  std::array<char, 65536> buffer{};
  while (failure == 0) {
    const ssize_t got = read(fd, buffer.data(), buffer.size());
    if (got == 0) break;
    if (got > 0) {
      text.append(buffer.data(), static_cast<std::size_t>(got));
    } else if (errno != EINTR) {
      failure = errno;
    }
  }
  if (fd >= 0) close(fd);
  if (failure != 0) {
    throw error(fmt::format("cannot read '{}': {}", path.string(), errno_text(failure)));
  }
  return text;
}

}  // namespace revise
