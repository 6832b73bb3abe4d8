#include "build/ninja_run.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string_view>

#include "build/recipe.h"
#include "build/unit_text.h"
#include "util/process.h"

namespace revise::tool {

namespace {

// Marks ninja's status lines in the output, to tell them from the compiler's.
constexpr char status_mark = '\x1e';

void replace_all(std::string& line, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = line.find(what, at)) != std::string::npos; at += by.size()) {
    line.replace(at, what.size(), by);
  }
}

// The user wrote (anonymous namespace)::f where the compiler says revise_unit_12::(anonymous
// namespace)::f.
void remove_unit_namespaces(std::string& line) {
  for (std::size_t at = 0; (at = line.find(unit_namespace, at)) != std::string::npos;) {
    const std::size_t end =
        line.find_first_not_of("0123456789", at + std::string_view(unit_namespace).size());
    if (end != std::string::npos && line.compare(end, 2, "::") == 0) {
      line.erase(at, end + 2 - at);
    } else {
      ++at;
    }
  }
}

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
    // Compilers end in any order; the user must always read the same order.
    std::stable_sort(
        result_.commands.begin(), result_.commands.end(),
        [](const ninja_command& a, const ninja_command& b) { return a.path < b.path; });
  }

 private:
  void take_line(const std::string& coloured) {
    const std::string line = without_colors(coloured);
    if (!line.empty() && line[0] == status_mark) {
      take_status(line.substr(1));
    } else if (line.starts_with("FAILED: ")) {
      // The next line is the command line, which is of no use to the user.
      take_failure(std::string_view(line).substr(8));
      skip_command_ = true;
    } else if (skip_command_) {
      skip_command_ = false;
    } else if (!line.starts_with("ninja: build stopped") &&
               !line.starts_with("ninja: no work to do") &&
               !line.starts_with("ninja: Entering directory")) {
      take_words(coloured);
    }
  }

  void take_failure(std::string_view object) {
    if (object.starts_with("plugin.so")) {
      result_.link_failed = true;
    } else if (object.starts_with("objects/entry.o") || object.starts_with("objects/sources.o")) {
      result_.entry_failed = true;
    } else if (object.starts_with("objects/sql_files.o")) {
      result_.sql_failed = true;
    }
    current().has_failed = true;
  }

  void take_words(std::string line) {
    ninja_command& command = current();
    if (unit_ != nullptr) {
      const std::string plain = without_colors(line);
      for (std::size_t i = 0; i < unit_->size(); ++i) {
        const auto& [name, path] = (*unit_)[i];
        // Matches "NAME:7:2: error: …" in any language.
        const bool is_blamed = plain.starts_with(name + ':') && plain.size() > name.size() + 1 &&
                               plain[name.size() + 1] >= '0' && plain[name.size() + 1] <= '9';
        if (is_blamed) command.blamed.push_back(i);
        replace_all(line, name, path);
      }
      remove_unit_namespaces(line);
    }
    command.lines.push_back(request_.words.shortened(in_user_paths(std::move(line))));
  }

  // Takes a status line without its mark: "3/7 in/some.cpp".
  void take_status(const std::string& line) {
    char* rest = nullptr;
    std::strtoull(line.c_str(), &rest, 10);
    const auto total =
        static_cast<std::size_t>(*rest == '/' ? std::strtoull(rest + 1, &rest, 10) : 0);
    const std::string what = *rest == ' ' ? rest + 1 : rest;
    const auto unit = request_.units.find(what);
    unit_ = unit == request_.units.end() ? nullptr : &unit->second;
    ninja_command& command = result_.commands.emplace_back();
    command.input = what;
    command.path = unit_ != nullptr ? unit_->front().path : in_user_paths(what);
    command.is_migration =
        what != "link" && what != "entry.cpp" && what != "sql files" && what != "sources";
    done_ += unit_ != nullptr ? unit_->size() : 1;
    const std::size_t all = std::max(done_, total + request_.more);
    if (request_.progress) request_.progress(done_, all);
  }

  ninja_command& current() {
    if (result_.commands.empty()) result_.commands.emplace_back();
    return result_.commands.back();
  }

  // Safe names are hashes below links/, so no other text is mistaken for one.
  std::string in_user_paths(std::string line) const {
    for (const auto& [safe, path] : request_.user_paths) replace_all(line, safe, path);
    return line;
  }

  const ninja_request& request_;
  ninja_result& result_;
  const std::vector<unit_name>* unit_ = nullptr;  ///< the unit whose output follows
  std::size_t done_ = 0;                          ///< migrations and other commands
  std::string buffer_;
  bool skip_command_ = false;
};

}  // namespace

ninja_result run_ninja(const ninja_request& request) {
  ninja_result result;
  output_reader reader(request, result);
  process_request ninja;
  // -k 0: all migrations that do not compile are reported in one run.
  ninja.argv = {request.ninja.string(), "-k", "0"};
  ninja.working_directory = request.folder;
  ninja.environment = ccache_environment();
  ninja.environment.emplace_back("NINJA_STATUS", std::string(1, status_mark) + "%f/%t ");
  ninja.environment.emplace_back("TERM", "dumb");
  // Ninja removes the colours from the output unless this is set.
  ninja.environment.emplace_back("CLICOLOR_FORCE", "1");
  ninja.output = process_output::capture;
  ninja.on_output = [&reader](std::string_view piece) { reader.take(piece); };
  result.succeeded = run_process(ninja).succeeded();
  reader.finish();
  return result;
}

std::optional<std::vector<std::string>> files_read(const std::filesystem::path& ninja,
                                                   const std::filesystem::path& folder) {
  process_request ask;
  ask.argv = {ninja.string(), "-t", "deps"};
  ask.working_directory = folder;
  ask.output = process_output::capture;
  const process_result said = run_process(ask);
  if (!said.succeeded()) return std::nullopt;
  std::set<std::string, std::less<>> files;
  constexpr std::string_view indent = "    ";
  for (std::string_view rest = said.output; !rest.empty();) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (!line.starts_with(indent)) continue;
    const std::string_view file = line.substr(indent.size());
    if (file.starts_with("include/") || file.starts_with("units/") || file == "entry.cpp") continue;
    if (!files.contains(file)) files.emplace(file);
  }
  return std::vector<std::string>(files.begin(), files.end());
}

}  // namespace revise::tool
