#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace revise {

/// What a plugin was built from and with. A plugin that differs from what the tool would build
/// is not loaded: its idea of `operations` may be another one.
struct abi_stamp {
  std::string interface;  ///< a hash of the public headers
  std::string compiler;   ///< program and version
  std::string flags;      ///< as given to it

  bool operator==(const abi_stamp&) const = default;
};

/// Three lines, as compiled into the section `revise_stamp` of a plugin.
std::string text_of(const abi_stamp& stamp);

/// Reads what text_of wrote.
abi_stamp stamp_from(std::string_view text);

/// Reads the stamp of a plugin without loading it. Nothing when the file is no ELF shared object
/// or has no stamp. Throws build_error when the file cannot be read.
std::optional<abi_stamp> read_stamp(const std::string& path);

/// What differs, a line each: "compiler: 'g++ 12.2.0' when it was built, 'clang++ 14.0.6' now";
/// empty when nothing does.
std::vector<std::string> differences(const abi_stamp& plugin, const abi_stamp& expected);

}  // namespace revise
