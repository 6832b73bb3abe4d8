#include "graph/wording.h"

#include <fmt/format.h>

#include <cstddef>

namespace revise::graph {

namespace {

constexpr std::size_t longest_list = 10;
constexpr std::size_t longest_name = 300;  // an id has at most 255 characters

template <typename Names>
std::string list(std::size_t count, Names name) {
  std::string text;
  for (std::size_t i = 0; i < count && i < longest_list; ++i) {
    if (i > 0) text += ", ";
    text += quoted(name(i));
  }
  if (count > longest_list) text += fmt::format(" and {} more", count - longest_list);
  return text;
}

}  // namespace

std::string quoted(std::string_view name) {
  std::string text = "'";
  for (const char c : name.substr(0, longest_name)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) {
      text += fmt::format("\\x{:02x}", byte);
    } else {
      text += c;
    }
  }
  if (name.size() > longest_name) text += "...";
  return text + "'";
}

std::string quoted(const std::vector<std::string>& names) {
  return list(names.size(), [&](std::size_t i) { return std::string_view(names[i]); });
}

std::string quoted(const revision_graph& graph, std::span<const node> nodes) {
  return list(nodes.size(), [&](std::size_t i) { return std::string_view(graph.at(nodes[i]).id); });
}

}  // namespace revise::graph
