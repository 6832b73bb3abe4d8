#include "plugin/stamp.h"

#include <elf.h>
#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <vector>

#include "util/errno_text.h"
#include "util/error.h"

namespace revise {

namespace {

constexpr std::string_view section_name = "revise_stamp";

// Reads `count` objects at `offset`. Null if the file is too short, because the plugin is damaged.
template <class T>
std::optional<std::vector<T>> read_at(std::ifstream& file, std::size_t file_size,
                                      std::size_t offset, std::size_t count) {
  if (offset > file_size || count > (file_size - offset) / sizeof(T)) return std::nullopt;
  std::vector<T> result(count);
  file.seekg(static_cast<std::streamoff>(offset));
  file.read(reinterpret_cast<char*>(result.data()),
            static_cast<std::streamsize>(count * sizeof(T)));
  if (!file) return std::nullopt;
  return result;
}

std::optional<std::string> read_section(std::ifstream& file, std::size_t size) {
  const auto header = read_at<Elf64_Ehdr>(file, size, 0, 1);
  if (!header || std::memcmp(header->front().e_ident, ELFMAG, SELFMAG) != 0 ||
      header->front().e_ident[EI_CLASS] != ELFCLASS64) {
    return std::nullopt;
  }
  const Elf64_Ehdr& elf = header->front();
  const auto sections = read_at<Elf64_Shdr>(file, size, elf.e_shoff, elf.e_shnum);
  if (!sections || elf.e_shstrndx >= sections->size()) return std::nullopt;
  const Elf64_Shdr& names_section = (*sections)[elf.e_shstrndx];
  const auto names = read_at<char>(file, size, names_section.sh_offset, names_section.sh_size);
  if (!names) return std::nullopt;
  for (const Elf64_Shdr& section : *sections) {
    if (section.sh_name >= names->size()) continue;
    const std::string_view all(names->data() + section.sh_name, names->size() - section.sh_name);
    if (all.substr(0, all.find('\0')) != section_name) continue;
    const auto content = read_at<char>(file, size, section.sh_offset, section.sh_size);
    if (!content) return std::nullopt;
    const std::string_view text(content->data(), content->size());
    return std::string(text.substr(0, text.find('\0')));
  }
  return std::nullopt;
}

std::string line_after(std::string_view text, std::string_view key) {
  const std::size_t found = text.find(key);
  if (found == std::string_view::npos) return {};
  const std::size_t start = found + key.size();
  return std::string(text.substr(start, text.find('\n', start) - start));
}

}  // namespace

std::string text_of(const abi_stamp& stamp) {
  return fmt::format("interface: {}\ncompiler: {}\nflags: {}\n", stamp.interface, stamp.compiler,
                     stamp.flags);
}

abi_stamp stamp_from(std::string_view text) {
  return {.interface = line_after(text, "interface: "),
          .compiler = line_after(text, "\ncompiler: "),
          .flags = line_after(text, "\nflags: ")};
}

std::optional<abi_stamp> read_stamp(const std::string& path) {
  // Opening a pipe would wait for its writer.
  std::error_code missing;
  const auto kind = std::filesystem::status(path, missing).type();
  if (!missing && kind != std::filesystem::file_type::regular) return std::nullopt;
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) {
    throw build_error(fmt::format("cannot read the plugin '{}': {}", path, errno_text(errno)),
                      remedy::build);
  }
  const auto section = read_section(file, static_cast<std::size_t>(file.tellg()));
  if (!section) return std::nullopt;
  return stamp_from(*section);
}

std::vector<std::string> differences(const abi_stamp& plugin, const abi_stamp& expected) {
  std::vector<std::string> lines;
  const auto compare = [&lines](std::string_view part, const std::string& then,
                                const std::string& now) {
    if (then == now) return;
    lines.push_back(fmt::format("{}: '{}' when it was built, '{}' now", part, then, now));
  };
  compare("interface", plugin.interface, expected.interface);
  compare("compiler", plugin.compiler, expected.compiler);
  compare("flags", plugin.flags, expected.flags);
  return lines;
}

}  // namespace revise
