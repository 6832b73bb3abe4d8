#include "build/source_hashes.h"

#include <fmt/compile.h>
#include <sys/stat.h>

#include <charconv>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "build/source_digest.h"
#include "util/error.h"
#include "util/read_file.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

constexpr const char* memory_name = "source_digests";

struct remembered_digest {
  std::string state;  ///< of the file when it was read
  cpp_digest what;
};

using digest_map = std::unordered_map<std::string, remembered_digest>;

std::string first_field() { return fmt::format("source digests {}", source_hash_scheme); }

// The file is fields that end with NUL: the first names the rules, the others are those of one file
// after the other: path, state, digest, count of names, names. Anything else, as of a damaged disk,
// is as good as nothing.
digest_map read_memory(const fs::path& file) {
  const std::string text = read_file(file).value_or("");
  std::string_view rest = text;
  const auto next = [&rest]() -> std::optional<std::string_view> {
    const std::size_t end = rest.find('\0');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view field = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return field;
  };
  digest_map known;
  if (next() != first_field()) return known;
  while (!rest.empty()) {
    const auto path = next();
    const auto state = next();
    const auto digest = next();
    const auto count = next();
    std::size_t names = 0;
    if (!count ||
        std::from_chars(count->data(), count->data() + count->size(), names).ec != std::errc()) {
      return {};
    }
    remembered_digest& entry = known[std::string(*path)];
    entry = {.state = std::string(*state), .what = {std::string(*digest), {}}};
    for (; names > 0; --names) {
      const auto name = next();
      if (!name) return {};
      entry.what.sql_names.emplace_back(*name);
    }
  }
  return known;
}

// Changes with the file. The time of a change, unlike that of the text, is set by nobody.
std::optional<std::string> state_of(const fs::path& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return std::nullopt;
  return fmt::format(FMT_COMPILE("{} {}.{:09} {}.{:09}"), status.st_size, status.st_mtim.tv_sec,
                     status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec);
}

class digest_reader {
 public:
  explicit digest_reader(digest_map known) : known_(std::move(known)) {}

  // Both are null for a file that cannot be read, of which the compiler tells.

  const cpp_digest* of_cpp(const fs::path& path) { return of(path, digest_of_cpp); }

  const cpp_digest* of_sql(const fs::path& path) {
    return of(path, [](std::string_view text) { return cpp_digest{digest_of_sql(text), {}}; });
  }

  /// Whether memory() is other than what was known.
  bool has_news() const { return has_read_ || used_.size() != known_.size(); }

  /// What read_memory reads, of the files that were asked for.
  std::string memory() const {
    std::string text;
    const auto add = [&text](std::string_view field) { (text += field) += '\0'; };
    add(first_field());
    for (const auto& [path, entry] : used_) {
      add(path);
      add(entry->state);
      add(entry->what.digest);
      add(std::to_string(entry->what.sql_names.size()));
      for (const std::string& name : entry->what.sql_names) add(name);
    }
    return text;
  }

 private:
  template <class Digest>
  const cpp_digest* of(const fs::path& path, Digest digest) {
    if (const auto used = used_.find(path.native()); used != used_.end()) {
      return &used->second->what;
    }
    const std::optional<std::string> state = state_of(path);
    if (!state) return nullptr;
    remembered_digest& entry = known_[path.native()];
    if (entry.state != *state) {
      try {
        has_read_ = true;
        entry = {.state = *state, .what = digest(read_file(path).value_or(""))};
      } catch (const error&) {
        entry.state.clear();
        return nullptr;
      }
    }
    used_.emplace(path.native(), &entry);
    return &entry.what;
  }

  digest_map known_;
  std::map<std::string, const remembered_digest*> used_;  ///< into known_
  bool has_read_ = false;
};

}  // namespace

std::vector<std::string> source_hashes(const build_folder& folder,
                                       const std::vector<fs::path>& sources,
                                       const std::vector<embedded_sql>& sql) {
  digest_reader read(read_memory(folder.path() / memory_name));
  std::unordered_set<std::string> known_sql;
  for (const embedded_sql& file : sql) known_sql.insert(file.path.native());
  std::vector<std::string> hashes;
  hashes.reserve(sources.size());
  for (const fs::path& source : sources) {
    const cpp_digest* const own = read.of_cpp(source);
    if (own == nullptr) {
      hashes.emplace_back();
      continue;
    }
    std::vector<std::pair<std::string, std::string>> files;
    for (const std::string& name : own->sql_names) {
      const fs::path path = (source.parent_path() / name).lexically_normal();
      if (!known_sql.contains(path.native())) continue;
      if (const cpp_digest* const file = read.of_sql(path)) files.emplace_back(name, file->digest);
    }
    hashes.push_back(source_hash(own->digest, files));
  }
  if (read.has_news()) folder.write(memory_name, read.memory());
  return hashes;
}

std::string hashes_assembler_text(const std::vector<std::string>& hashes) {
  std::string text =
      "/* Written by revise; changes are overwritten. */\n"
      "  .section .rodata,\"a\",%progbits\n"
      "  .globl revise_source_hashes\n"
      "  .hidden revise_source_hashes\n"
      "revise_source_hashes:\n";
  for (const std::string& hash : hashes) text += fmt::format("  .asciz \"{}\"\n", hash);
  // Without it the linker would let the stack be executable.
  text += "  .section .note.GNU-stack,\"\",%progbits\n";
  return text;
}

}  // namespace revise::tool
