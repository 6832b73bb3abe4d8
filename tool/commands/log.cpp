#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/json_text.h"
#include "cli/log_text.h"
#include "cli/outcome.h"
#include "cli/revision_text.h"
#include "commands/commands.h"
#include "commands/context.h"

namespace revise::tool {

namespace {

class log_command final : public command {
 public:
  void declare(option_set& options) override {
    options.value("--last", "N", last_, "only the last N entries");
    options.value("-r,--revision", "REV", revision_, "only the entries of this revision");
  }

  void check() const override {
    if (last_ && !count()) {
      throw usage_error(fmt::format("--last takes a number, not '{}'", *last_),
                        "revise log --last 10");
    }
  }

  // The versions are loaded only at the end, for the revisions' messages.
  needs needed(needs) const override { return needs::configuration; }

  outcome run(context& in) override {
    std::vector<log_entry> entries = read(in);
    if (revision_) keep_only(*revision_, entries);
    std::reverse(entries.begin(), entries.end());
    if (last_) entries.resize(std::min(entries.size(), *count()));
    return answer(
        in.out(),
        [&] {
          json list = json::array();
          std::transform(entries.begin(), entries.end(), std::back_inserter(list), log_json);
          return list;
        },
        [&] { return lines(in, entries); });
  }

 private:
  std::optional<std::size_t> count() const {
    std::size_t number = 0;
    const char* const end = last_->data() + last_->size();
    const auto [stopped, failure] = std::from_chars(last_->data(), end, number);
    return failure == std::errc() && stopped == end ? std::optional(number) : std::nullopt;
  }

  static std::vector<log_entry> read(context& in) {
    if (!in.has_database_file() || (!in.table().exists() && !in.log().exists())) {
      in.out().note("the version table does not exist: nothing has run here yet");
      return {};
    }
    if (!in.table().exists()) {
      in.out().warning("the version table does not exist, although its log has entries");
      in.out().hint("revise stamp REVISION... records which revisions are applied");
    }
    std::vector<log_entry> entries = in.log().read();
    if (entries.empty()) in.out().note("nothing is logged yet");
    return entries;
  }

  // Keeps the entries of the revision with this id or unique prefix. Only ids in the log count,
  // since a revision's file may no longer exist.
  static void keep_only(const std::string& revision, std::vector<log_entry>& entries) {
    std::set<std::string> named;
    for (const log_entry& entry : entries) {
      if (entry.revision.starts_with(revision)) named.insert(entry.revision);
    }
    if (named.contains(revision)) named = {revision};
    if (named.size() > 1) {
      throw error(fmt::format("'{}' means more than one revision", revision),
                  fmt::format("one of: {}", fmt::join(named, ", ")));
    }
    if (named.empty() && !entries.empty()) {
      throw error(fmt::format("the log has no entry of revision '{}'", revision),
                  "revise log shows all entries");
    }
    std::erase_if(entries, [&named](const log_entry& e) { return !named.contains(e.revision); });
  }

  static std::vector<std::string> lines(context& in, const std::vector<log_entry>& entries) {
    std::vector<std::string> result;
    if (entries.empty()) return result;
    const revise::versions* const versions = loaded(in);
    const log_widths widths = widths_of(entries);
    for (const log_entry& entry : entries) {
      const std::string about =
          versions == nullptr ? "" : about_revision(*versions, entry.revision);
      if (!in.out().is_verbose()) {
        result.push_back(log_line(entry, about, widths));
        continue;
      }
      std::string block = log_block(entry, about);
      block.pop_back();
      result.push_back(result.empty() ? block : '\n' + block);
    }
    return result;
  }

  static std::string about_revision(const revise::versions& versions, const std::string& id) {
    const auto found = versions.graph().find(id);
    if (!found) return " (no such file)";
    const std::string about = title(versions.graph().at(*found).message);
    return about.empty() ? "" : ", " + about;
  }

  // The log is needed most when something is wrong, possibly the versions themselves.
  static const revise::versions* loaded(context& in) {
    try {
      return &in.versions();
    } catch (const error& e) {
      in.out().warning(fmt::format("the messages of the revisions cannot be shown: {}", e.what()));
      return nullptr;
    }
  }

  std::optional<std::string> last_;
  std::optional<std::string> revision_;
};

}  // namespace

std::unique_ptr<command> make_log() { return std::make_unique<log_command>(); }

}  // namespace revise::tool
