#pragma once

#include <cstddef>
#include <string_view>

/// Files compiled into the tool (cmake/embed.cmake): one binary always finds what it needs.
namespace revise::embedded {

struct file {
  std::string_view path;  ///< below the root it was embedded from, with '/'
  std::string_view text;
};

struct file_list {
  const file* first;
  std::size_t count;
  const file* begin() const { return first; }
  const file* end() const { return first + count; }
};

extern const file_list headers;    ///< runtime/include: what a migration includes
extern const file_list templates;  ///< templates/: what `init` and `new` render

}  // namespace revise::embedded
