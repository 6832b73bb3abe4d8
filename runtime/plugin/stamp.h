#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace revise {

/// How a plugin was built. A plugin is not loaded if its stamp differs from that of the plugin that
/// the tool would build, because its class `operations` may be different.
struct abi_stamp {
  std::string interface;  ///< hash of the public headers
  std::string compiler;   ///< program and version
  std::string flags;      ///< flags of the compiler

  bool operator==(const abi_stamp&) const = default;
};

/// Returns the three lines that are compiled into the section `revise_stamp` of a plugin.
std::string text_of(const abi_stamp& stamp);

/// Parses the text that text_of returns.
abi_stamp stamp_from(std::string_view text);

/// Reads the stamp of a plugin without loading it. Null if the file is not an ELF shared object or
/// has no stamp. Throws build_error if the file cannot be read.
std::optional<abi_stamp> read_stamp(const std::string& path);

/// Returns the differences, one line for each: "compiler: 'g++ 12.2.0' when it was built, 'clang++
/// 14.0.6' now". Empty if the stamps are equal.
std::vector<std::string> differences(const abi_stamp& plugin, const abi_stamp& expected);

}  // namespace revise
