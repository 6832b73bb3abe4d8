#pragma once

#include <cstddef>
#include <string_view>

/// Files compiled into the tool (cmake/embed.cmake), so that the binary alone is enough to use
/// revise.
namespace revise::embedded {

struct file {
  std::string_view path;  ///< relative to the embedded root, with '/'
  std::string_view text;
};

struct file_list {
  const file* first;
  std::size_t count;
  const file* begin() const { return first; }
  const file* end() const { return first + count; }
};

extern const file_list headers;    ///< runtime/include: the headers that a migration includes
extern const file_list templates;  ///< templates/: what `init` and `new` render

}  // namespace revise::embedded
