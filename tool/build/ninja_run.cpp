#include "build/ninja_run.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "util/process.h"

namespace revise::tool {

namespace {

// Marks ninja's status lines among what the compiler says.
constexpr char mark = '\x1e';

class output_reader {
 public:
  output_reader(const ninja_request& request, ninja_result& result)
      : request_(request), result_(result) {}

  void take(std::string_view piece) {
    buffer_ += piece;
    for (std::size_t end; (end = buffer_.find('\n')) != std::string::npos;) {
      take_line(buffer_.substr(0, end));
      buffer_.erase(0, end + 1);
    }
  }

  void finish() {
    if (!buffer_.empty()) take_line(buffer_);
    buffer_.clear();
    // Which compiler ends first is chance; what the user reads should not be.
    std::stable_sort(said_.begin(), said_.end(),
                     [](const words& a, const words& b) { return a.of < b.of; });
    for (words& one : said_) {
      for (std::string& line : one.lines) result_.output.push_back(std::move(line));
    }
  }

 private:
  void take_line(const std::string& line) {
    if (!line.empty() && line[0] == mark) {
      take_status(line.substr(1));
    } else if (line.starts_with("FAILED: ")) {
      // The next line is the command, which says nothing to the user.
      take_failure(std::string_view(line).substr(8));
      skip_command_ = true;
    } else if (skip_command_) {
      skip_command_ = false;
    } else if (!line.starts_with("ninja: build stopped") &&
               !line.starts_with("ninja: no work to do") &&
               !line.starts_with("ninja: Entering directory")) {
      if (said_.empty()) said_.emplace_back();
      said_.back().lines.push_back(in_user_paths(line));
    }
  }

  void take_failure(std::string_view object) {
    if (object.starts_with("plugin.so")) {
      result_.link_failed = true;
    } else if (object.starts_with("objects/entry.o") ||
               object.starts_with("objects/source_hashes.o")) {
      result_.entry_failed = true;
    } else if (object.starts_with("objects/sql_files.o")) {
      result_.sql_failed = true;
    } else {
      ++result_.failed_objects;
    }
  }

  // "3/7 in/some.cpp", after the mark.
  void take_status(const std::string& line) {
    char* rest = nullptr;
    const auto done = static_cast<std::size_t>(std::strtoull(line.c_str(), &rest, 10));
    const auto total =
        static_cast<std::size_t>(*rest == '/' ? std::strtoull(rest + 1, &rest, 10) : 0);
    const std::string_view what = *rest == ' ' ? rest + 1 : rest;
    result_.edges = done;
    said_.push_back({.of = in_user_paths(std::string(what)), .lines = {}});
    const bool is_own =
        what == "link" || what == "entry.cpp" || what == "sql files" || what == "source hashes";
    if (!is_own) ++result_.compiled_migrations;
    if (request_.progress) request_.progress(done, total);
  }

  // The safe names are hashes below links/, so nothing else is taken for one.
  std::string in_user_paths(std::string line) const {
    for (const auto& [safe, path] : request_.user_paths) {
      for (std::size_t at = 0; (at = line.find(safe, at)) != std::string::npos; at += path.size()) {
        line.replace(at, safe.size(), path);
      }
    }
    return line;
  }

  // What one compiler said.
  struct words {
    std::string of;  ///< the user's path of what it compiled
    std::vector<std::string> lines;
  };

  const ninja_request& request_;
  ninja_result& result_;
  std::vector<words> said_;
  std::string buffer_;
  bool skip_command_ = false;
};

}  // namespace

ninja_result run_ninja(const ninja_request& request) {
  ninja_result result;
  output_reader reader(request, result);
  process_request ninja;
  // -k 0: every migration that does not compile is told at once.
  ninja.argv = {request.ninja.string(), "-k", "0"};
  ninja.working_directory = request.folder;
  ninja.environment = {{"NINJA_STATUS", std::string(1, mark) + "%f/%t "}, {"TERM", "dumb"}};
  ninja.output = process_output::capture;
  ninja.on_output = [&reader](std::string_view piece) { reader.take(piece); };
  result.succeeded = run_process(ninja).succeeded();
  reader.finish();
  if (result.succeeded && request.clean_dead) {
    process_request clean;
    clean.argv = {request.ninja.string(), "-t", "cleandead"};
    clean.working_directory = request.folder;
    clean.output = process_output::capture;
    run_process(clean);
  }
  return result;
}

}  // namespace revise::tool
