#include "build/entry_file.h"

#include <fmt/format.h>

#include <iterator>
#include <string_view>

#include "build/string_literal.h"

namespace revise::tool {

namespace {

std::string label(std::string_view name) {
  return fmt::format("  .globl {0}\n  .hidden {0}\n{0}:\n", name);
}

}  // namespace

std::string entry_text(const abi_stamp& stamp, const std::vector<embedded_sql>& sql) {
  std::string symbols;
  std::string files;
  for (const embedded_sql& file : sql) {
    symbols += fmt::format("extern const char {0}[], {0}_end[];\n", file.symbol);
    files += fmt::format("    {{{}, {}, {}_end}},\n", string_literal(file.path.native()),
                         file.symbol, file.symbol);
  }
  return fmt::format(
      "// Written by revise; changes are overwritten.\n"
      "#include <revise/plugin.h>\n\n"
      "extern \"C\" [[gnu::used, gnu::section(\"revise_stamp\")]] const char revise_abi_stamp[] =\n"
      "    {};\n\n"
      "extern \"C\" {{\n"
      "#pragma GCC visibility push(hidden)\n"
      "{}"
      "extern const revise::plugin_source revise_sources[];\n"
      "extern const revise::string_ref::size_type revise_source_count;\n"
      "extern const char revise_source_hashes[];\n"
      "extern const char* const revise_superseded[];\n"
      "extern const revise::string_ref::size_type revise_superseded_count;\n"
      "#pragma GCC visibility pop\n"
      "}}\n\n"
      "static const revise::plugin_file files[] = {{\n{}    {{nullptr, nullptr, nullptr}},\n}};\n\n"
      "const revise::plugin_description* revise_plugin() {{\n"
      "  static const revise::plugin_description description{{\n"
      "      revise::detail::first_registered, revise_sources, revise_source_count, files, {},\n"
      "      revise_source_hashes, revise_superseded, revise_superseded_count}};\n"
      "  return &description;\n}}\n",
      string_literal(text_of(stamp)), symbols, files, sql.size());
}

std::string source_table_text(const std::vector<table_source>& sources,
                              const std::vector<std::string>& superseded) {
  std::string text =
      "/* Written by revise; changes are overwritten. */\n"
      "  .section .rodata,\"a\",%progbits\n";
  const auto into = std::back_inserter(text);
  text += label("revise_source_hashes");
  for (const table_source& source : sources) fmt::format_to(into, "  .asciz \"{}\"\n", source.hash);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    fmt::format_to(into, ".Lp{}: .asciz {}\n", i, string_literal(sources[i].path));
    if (sources[i].compiled_as == sources[i].path) continue;
    fmt::format_to(into, ".Lc{}: .asciz {}\n", i, string_literal(sources[i].compiled_as));
  }
  for (std::size_t i = 0; i < superseded.size(); ++i) {
    fmt::format_to(into, ".Ls{}: .asciz {}\n", i, string_literal(superseded[i]));
  }
  // .dc.a has the width of an address on every machine.
  text += "  .balign 8\n";
  text += label("revise_source_count") + fmt::format("  .dc.a {}\n", sources.size());
  text += label("revise_superseded_count") + fmt::format("  .dc.a {}\n", superseded.size());
  text += "  .section .data.rel.ro,\"aw\",%progbits\n  .balign 8\n";
  text += label("revise_sources");
  for (std::size_t i = 0; i < sources.size(); ++i) {
    const char of = sources[i].compiled_as == sources[i].path ? 'p' : 'c';
    fmt::format_to(into, "  .dc.a .L{}{}, .Lp{}\n", of, i, i);
  }
  text += label("revise_superseded");
  for (std::size_t i = 0; i < superseded.size(); ++i) {
    fmt::format_to(into, "  .dc.a .Ls{}\n", i);
  }
  // Without this section the linker would make the stack executable.
  text += "  .dc.a 0\n  .section .note.GNU-stack,\"\",%progbits\n";
  return text;
}

}  // namespace revise::tool
