#include "build/unit_text.h"

#include <fmt/format.h>

namespace revise::tool {

std::string member_name(std::string_view compiled_as, unsigned number) {
  const std::size_t slash = compiled_as.rfind('/');
  const std::size_t name = slash == std::string_view::npos ? 0 : slash + 1;
  std::string result(compiled_as.substr(0, name));
  for (; number > 0; --number) result += "./";
  return result.append(compiled_as.substr(name));
}

std::string unit_text(std::string_view headers, const std::vector<unit_part>& parts) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  std::string result =
      "// Written by revise: the text of these migrations when they were compiled.\n";
  while (!headers.empty()) {
    const std::size_t end = headers.find(' ');
    result += fmt::format("#include <{}>\n", headers.substr(0, end));
    headers.remove_prefix(end == std::string_view::npos ? headers.size() : end + 1);
  }
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::string_view text = parts[i].text;
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    // The names are safe (safe_paths), so they contain no escapes.
    result += fmt::format("namespace {}{} {{\n#line 1 \"{}\"\n{}{}}}\n", unit_namespace, i,
                          parts[i].name, text, text.ends_with('\n') ? "" : "\n");
  }
  return result;
}

}  // namespace revise::tool
