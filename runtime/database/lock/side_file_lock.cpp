#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "database/lock/lock_kind.h"
#include "database/lock/side_file.h"
#include "database/process_text.h"
#include "database/sql_error.h"
#include "util/read_file.h"

namespace revise {

namespace {

namespace fs = std::filesystem;

// Returns an absolute path that is the same for all processes that use the file; null for a
// database in memory.
std::optional<fs::path> file_of(connection& database) {
  const result_set found =
      database.query("select file from pragma_database_list where name = 'main'", {});
  if (found.rows == 0 || !found.cells[0] || found.cells[0]->empty()) return {};
  std::error_code failed;
  const fs::path path = fs::canonical(*found.cells[0], failed);
  return failed ? fs::path(*found.cells[0]) : path;
}

// The content of the lock file: one value on each line.
std::string written(const process_description& process) {
  return fmt::format("{}\n{}\n{}\n{}\n{}\n", process.pid, process.host, process.program,
                     process.since, process.activity);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// A database in memory cannot be shared.
class no_lock final : public run_lock {
 public:
  void check(connection&) override {}
};

class side_file_lock final : public run_lock {
 public:
  side_file_lock(std::unique_ptr<side_file> file, std::string path)
      : file_(std::move(file)), path_(std::move(path)) {}

  void check(connection&) override {
    if (file_->is_in_place()) return;
    throw error(
        fmt::format(
            "the file '{}' of the run lock was removed; another revise process may be running",
            path_),
        remedy::look_and_repeat);
  }

 private:
  std::unique_ptr<side_file> file_;
  std::string path_;
};

// The database file itself must not be locked: a process that closes any of its descriptors loses
// all locks that SQLite holds on it (sqlite.org/howtocorrupt.html, 2.2).
class side_file_kind final : public lock_kind {
 public:
  side_file_kind(connection& database, const lock_request& request)
      : database_(file_of(database)), activity_(request.activity) {
    if (database_) path_ = database_->string() + "-revise-lock";
  }

  std::unique_ptr<run_lock> attempt() override {
    if (!database_) return std::make_unique<no_lock>();
    std::unique_ptr<side_file> file = side_file::lock(path_, *database_);
    if (!file) return nullptr;
    file->write(written(described(activity_)));
    return std::make_unique<side_file_lock>(std::move(file), path_);
  }

  std::optional<lock_holder> holder() override {
    const std::optional<std::string> said = read_file(path_);
    if (!said) return {};
    const std::vector<std::string> lines = lines_of(*said);
    // The holder locks the file first and writes to it afterwards.
    if (lines.size() != 5) return {};
    const process_description process{.pid = lines[0],
                                      .host = lines[1],
                                      .program = lines[2],
                                      .since = lines[3],
                                      .activity = lines[4]};
    return lock_holder{
        .identity = *said,
        .text = text_of(process),
        .way_out = fmt::format("if that process hangs, kill {} ends it", process.pid)};
  }

 private:
  std::optional<fs::path> database_;
  std::string activity_;
  std::string path_;
};

}  // namespace

std::unique_ptr<lock_kind> side_file_lock_kind(connection& database, const lock_request& request) {
  return std::make_unique<side_file_kind>(database, request);
}

}  // namespace revise
