#include "build/source_facts.h"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "build/groupable.h"
#include "build/source_digest.h"
#include "util/error.h"
#include "util/hash.h"
#include "util/read_file.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

constexpr const char* digests_file = "source_digests";

struct remembered_digest {
  std::string state;  ///< of the file when it was read; empty: the file may have changed unseen
                      ///< since
  cpp_digest what;
  std::string text_digest;  ///< for migrations only, like `headers`
  std::string headers;
};

using digest_map = std::unordered_map<std::string, remembered_digest>;

// The rules include the revise version, since another version may group by other rules.
std::string first_field(const std::string& interface) {
  return fmt::format("source digests {} {} {}", source_hash_scheme, REVISE_VERSION, interface);
}

// The file consists of fields that end with NUL. The first field names the rules. Then follow the
// fields of one file after another: path, state, digest, text digest, headers, count of names,
// names. A file with any other content, as after a disk error, counts as empty.
digest_map read_memory(const fs::path& file, const std::string& first) {
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
  if (next() != first) return known;
  while (!rest.empty()) {
    const auto path = next();
    const auto state = next();
    const auto digest = next();
    const auto text_digest = next();
    const auto headers = next();
    const auto count = next();
    std::size_t names = 0;
    if (!count ||
        std::from_chars(count->data(), count->data() + count->size(), names).ec != std::errc()) {
      return {};
    }
    remembered_digest& entry = known[std::string(*path)];
    entry = {.state = std::string(*state),
             .what = {std::string(*digest), {}},
             .text_digest = std::string(*text_digest),
             .headers = std::string(*headers)};
    for (; names > 0; --names) {
      const auto name = next();
      if (!name) return {};
      entry.what.sql_names.emplace_back(*name);
    }
  }
  return known;
}

class digest_reader {
 public:
  digest_reader(digest_map known, std::string first)
      : known_(std::move(known)), first_(std::move(first)), now_(file_clock_now()) {}

  // of_cpp() and of_sql() return null for a file that cannot be read; the compiler reports it.

  const remembered_digest* of_cpp(const source_input& file) {
    return of(file.path, file.state, [](std::string_view text) {
      return remembered_digest{.state = {},
                               .what = digest_of_cpp(text),
                               .text_digest = digest_of(text),
                               .headers = headers_if_groupable(text)};
    });
  }

  const remembered_digest* of_sql(const fs::path& path) {
    if (const auto used = used_.find(path.native()); used != used_.end()) return used->second;
    return of(path, file_state::of(path), [](std::string_view text) {
      return remembered_digest{
          .state = {}, .what = {digest_of_sql(text), {}}, .text_digest = {}, .headers = {}};
    });
  }

  /// Whether memory() differs from the memory that was read.
  bool has_news() const { return has_read_ || used_.size() != known_.size(); }

  /// The text that read_memory reads, for the files that were asked for.
  std::string memory() const {
    std::string text;
    const auto add = [&text](std::string_view field) { (text += field) += '\0'; };
    add(first_);
    for (const auto& [path, entry] : used_) {
      add(path);
      add(entry->state);
      add(entry->what.digest);
      add(entry->text_digest);
      add(entry->headers);
      add(std::to_string(entry->what.sql_names.size()));
      for (const std::string& name : entry->what.sql_names) add(name);
    }
    return text;
  }

 private:
  template <class Digest>
  const remembered_digest* of(const fs::path& path, const std::optional<file_state>& found,
                              Digest digest) {
    if (!found) return nullptr;
    const std::string state = found->text();
    remembered_digest& entry = known_[path.native()];
    if (entry.state != state) {
      try {
        has_read_ = true;
        entry = digest(read_file(path).value_or(""));
        if (found->is_settled(now_)) entry.state = state;
      } catch (const error&) {
        entry.state.clear();
        return nullptr;
      }
    }
    used_.emplace(path.native(), &entry);
    return &entry;
  }

  digest_map known_;
  std::string first_;
  timespec now_;
  std::map<std::string, const remembered_digest*> used_;  ///< points into known_
  bool has_read_ = false;
};

}  // namespace

std::vector<source_facts> find_source_facts(const build_folder& folder,
                                            const std::vector<source_input>& sources,
                                            const std::vector<embedded_sql>& sql,
                                            const std::string& interface) {
  const std::string first = first_field(interface);
  digest_reader read(read_memory(folder.path() / digests_file, first), first);
  std::unordered_set<std::string> known_sql;
  for (const embedded_sql& file : sql) known_sql.insert(file.path.native());
  std::vector<source_facts> all;
  all.reserve(sources.size());
  for (const source_input& source : sources) {
    source_facts& facts = all.emplace_back();
    const remembered_digest* const own = read.of_cpp(source);
    if (own == nullptr) continue;
    std::vector<std::pair<std::string, std::string>> files;
    for (const std::string& name : own->what.sql_names) {
      const fs::path path = (source.path.parent_path() / name).lexically_normal();
      if (!known_sql.contains(path.native())) continue;
      if (const remembered_digest* const file = read.of_sql(path)) {
        files.emplace_back(name, file->what.digest);
      }
    }
    facts = {.hash = source_hash(own->what.digest, files),
             .text_digest = own->text_digest,
             .headers = own->headers};
  }
  if (read.has_news()) folder.write(digests_file, read.memory());
  return all;
}

}  // namespace revise::tool
