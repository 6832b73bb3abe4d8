#include "build/shipped_objects.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <system_error>
#include <thread>
#include <utility>

#include "build/compile_jobs.h"
#include "build/compiler.h"
#include "build/compiler_advice.h"
#include "build/groupable.h"
#include "build/recipe.h"
#include "build/safe_paths.h"
#include "build/shipped_entry.h"
#include "build/shipped_sources.h"
#include "build/trusted_sources.h"
#include "build/unit_text.h"
#include "config/built_in_settings.h"
#include "config/git_commit.h"
#include "config/trust.h"
#include "plugin/stamp.h"
#include "util/embedded.h"
#include "util/process.h"
#include "util/read_file.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

constexpr const char* place = "shipped";  // the folder's name in the build folder

// Adds the lines of `output`, with the user's paths, to `lines`.
void add_lines(const std::string& output, const std::map<std::string, std::string>& user_paths,
               const compiler_words& words, std::vector<std::string>& lines) {
  for (std::size_t at = 0; at < output.size();) {
    const std::size_t end = std::min(output.find('\n', at), output.size());
    std::string line = output.substr(at, end - at);
    for (const auto& [safe, path] : user_paths) {
      for (std::size_t i = 0; (i = line.find(safe, i)) != std::string::npos; i += path.size()) {
        line.replace(i, safe.size(), path);
      }
    }
    lines.push_back(words.shortened(std::move(line)));
    at = end + 1;
  }
}

class shipper {
 public:
  shipper(const build_folder& folder, const configuration& config,
          const std::vector<fs::path>& sources, const build_observer& observer)
      : folder_(folder),
        config_(config),
        sources_(sources),
        observer_(observer),
        paths_(folder.path() / place) {
    result_.folder = folder.path() / place;
  }

  shipped_objects compile() {
    std::error_code ignored;
    fs::remove_all(result_.folder, ignored);
    for (const embedded::file& header : embedded::headers) {
      write(fs::path("include") / header.path, header.text);
    }
    const compiler with = find_compiler(config_, folder_.path() / "compiler");
    result_.recipe = make_recipe(config_, with, paths_);
    result_.library_folders = library_folders(config_);
    for (const std::string& folder : result_.library_folders) {
      std::erase(result_.recipe.libraries, rpath_flag(folder));
    }
    stamp_ = text_of(stamp_of(result_.recipe, with));
    for (std::string& flag : path_map_flags(config_)) {
      result_.recipe.compile_flags.push_back(std::move(flag));
    }
    fs::create_directories(result_.folder / "objects");
    add_migrations();
    add_entry();
    run();
    result_.user_paths = paths_.user_paths();
    result_.words = compiler_words(config_, result_.folder);
    return std::move(result_);
  }

 private:
  void write(const fs::path& name, std::string_view text) const {
    folder_.write(place / name, text);
  }

  std::vector<std::string> compile_command(const std::string& source, const std::string& object,
                                           const std::string& quote_folder) const {
    std::vector<std::string> argv;
    if (!result_.recipe.launcher.empty()) argv.push_back(result_.recipe.launcher);
    argv.push_back(result_.recipe.compiler);
    argv.insert(argv.end(), result_.recipe.compile_flags.begin(),
                result_.recipe.compile_flags.end());
    if (!quote_folder.empty()) argv.push_back("-iquote" + quote_folder);
    argv.insert(argv.end(), {"-fdiagnostics-color=always", "-c", source, "-o", object});
    return argv;
  }

  std::string new_object() {
    return result_.objects.emplace_back(fmt::format("objects/{}.o", next_object_++));
  }

  compile_job job_alone(std::size_t i) {
    // A file with an odd name is compiled through a link in another folder; its #include "…" must
    // still find its neighbours.
    const std::string quote_folder = safe_paths::is_safe(sources_[i].filename())
                                         ? ""
                                         : paths_.name_for(sources_[i].parent_path());
    return {compile_command(names_[i], new_object(), quote_folder), {i}};
  }

  void add_migrations() {
    std::map<std::string, std::vector<std::size_t>> companies;  // the grouped migrations, by their
                                                                // headers
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      names_.push_back(paths_.name_for(sources_[i]));
      texts_.push_back(read_file(sources_[i]).value_or(""));
      const std::string headers = headers_if_groupable(texts_[i]);
      if (headers.empty()) {
        jobs_.push_back(job_alone(i));
      } else {
        companies[headers].push_back(i);
      }
    }
    for (const auto& [headers, members] : companies) add_units(headers, members);
  }

  // Makes enough units to keep all processors busy, and none too large to compile in memory.
  void add_units(const std::string& headers, const std::vector<std::size_t>& members) {
    const std::size_t processors = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t size =
        std::clamp<std::size_t>((members.size() + processors - 1) / processors, 1, 100);
    for (std::size_t at = 0; at < members.size(); at += size) {
      const std::size_t end = std::min(at + size, members.size());
      if (end - at == 1) {
        jobs_.push_back(job_alone(members[at]));
        continue;
      }
      std::vector<unit_part> parts;
      std::vector<std::size_t> own(members.begin() + static_cast<std::ptrdiff_t>(at),
                                   members.begin() + static_cast<std::ptrdiff_t>(end));
      parts.reserve(own.size());
      for (const std::size_t i : own) parts.push_back({names_[i], texts_[i]});
      const std::string unit = fmt::format("units/{}.cpp", jobs_.size());
      write(unit, unit_text(headers, parts));
      jobs_.push_back({compile_command(unit, new_object(), ""), std::move(own)});
    }
  }

  void add_entry() {
    const std::vector<embedded_sql> sql = find_sql(config_, paths_);
    std::vector<fs::path> sql_paths;
    sql_paths.reserve(sql.size());
    for (const embedded_sql& file : sql) sql_paths.push_back(file.path);
    require_trusted_sources(config_, sql_paths);
    shipped_entry entry{.stamp = stamp_,
                        .sources = {},
                        .sql = {},
                        .settings = settings_text(config_),
                        .git_commit = git_commit(config_.script_location)};
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      entry.sources.push_back({.compiled_as = mapped_name(config_, names_[i]),
                               .path = shipped_path(config_, sources_[i]),
                               .hash = hash_of_source(sources_[i], sql)});
    }
    for (const embedded_sql& file : sql) {
      entry.sql.push_back({.path = shipped_path(config_, file.path), .symbol = file.symbol});
    }
    write("entry.cpp", shipped_entry_text(entry));
    jobs_.push_back({compile_command("entry.cpp", new_object(), "")});
    if (sql.empty()) return;
    write("sql_files.s", assembler_text(sql));
    std::vector<std::string> argv = {result_.recipe.compiler};
    argv.insert(argv.end(), result_.recipe.assemble_flags.begin(),
                result_.recipe.assemble_flags.end());
    argv.insert(argv.end(), {"-c", "sql_files.s", "-o", new_object()});
    jobs_.push_back({std::move(argv)});
  }

  void run() {
    const auto started = std::chrono::steady_clock::now();
    std::vector<compile_outcome> outcomes = run_jobs(jobs_, result_.folder, observer_.progress);
    compile_failed_units_alone(outcomes);
    const compiler_words words(config_, result_.folder);
    std::vector<std::string> said;
    std::size_t failed = 0;
    bool is_entry_failed = false;
    for (std::size_t i = 0; i < jobs_.size(); ++i) {
      add_lines(outcomes[i].output, paths_.user_paths(), words, said);
      if (outcomes[i].succeeded) continue;
      if (jobs_[i].members.empty()) is_entry_failed = true;
      failed += jobs_[i].members.size();
    }
    if (failed > 0) {
      std::string advice = compiler_advice(without_colors(said));
      throw compile_error(
          fmt::format("{} of {} migration{} {} not compile", failed, sources_.size(),
                      sources_.size() == 1 ? "" : "s", failed == 1 ? "does" : "do"),
          std::move(advice), std::move(said));
    }
    if (is_entry_failed) {
      throw compile_error("what revise adds to the migrations does not compile with these flags",
                          "correct 'compiler' and 'compile_flags' in the ini", std::move(said));
    }
    if (observer_.warnings) {
      for (const std::string& line : said) observer_.warnings(line);
    }
    if (observer_.finished) {
      const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - started;
      observer_.finished(sources_.size(), taken.count());
    }
  }

  // Compiles the members of a failed unit again, each alone, so that each error message is about
  // one file only.
  void compile_failed_units_alone(std::vector<compile_outcome>& outcomes) {
    std::vector<compile_job> again;
    for (std::size_t i = jobs_.size(); i-- > 0;) {
      if (outcomes[i].succeeded || jobs_[i].members.size() < 2) continue;
      for (const std::size_t member : jobs_[i].members) again.push_back(job_alone(member));
      std::erase(result_.objects, jobs_[i].argv.back());
      jobs_.erase(jobs_.begin() + static_cast<std::ptrdiff_t>(i));
      outcomes.erase(outcomes.begin() + static_cast<std::ptrdiff_t>(i));
    }
    std::vector<compile_outcome> more = run_jobs(again, result_.folder, observer_.progress);
    std::move(again.begin(), again.end(), std::back_inserter(jobs_));
    std::move(more.begin(), more.end(), std::back_inserter(outcomes));
  }

  const build_folder& folder_;
  const configuration& config_;
  const std::vector<fs::path>& sources_;
  const build_observer& observer_;
  safe_paths paths_;
  shipped_objects result_;
  std::string stamp_;
  std::vector<std::string> names_;  ///< of the sources, as passed to the compiler
  std::vector<std::string> texts_;
  std::size_t next_object_ = 0;
  std::vector<compile_job> jobs_;
};

}  // namespace

shipped_objects compile_to_ship(const build_folder& folder, const configuration& config,
                                const std::vector<fs::path>& sources,
                                const build_observer& observer) {
  require_trusted_ini(config);
  require_trusted_folders(config, sources);
  require_trusted_sources(config, sources);
  return shipper(folder, config, sources, observer).compile();
}

void link_to_ship(const shipped_objects& all, const std::vector<std::string>& arguments,
                  const std::string& hint) {
  process_request request;
  request.argv = {all.recipe.compiler};
  request.argv.insert(request.argv.end(), arguments.begin(), arguments.end());
  request.working_directory = all.folder;
  request.output = process_output::capture;
  const process_result result = run_process(request);
  if (result.succeeded()) return;
  std::vector<std::string> said;
  add_lines(result.output, all.user_paths, all.words, said);
  throw compile_error("the migrations compile, but do not link", hint, std::move(said));
}

void put_in_place(const fs::path& built, const fs::path& output) {
  const fs::path beside = output.string() + ".new";
  std::error_code failure;
  // Do not write to an existing file, which may be a link that another user made.
  fs::remove(beside, failure);
  fs::copy_file(built, beside, failure);
  if (!failure) fs::rename(beside, output, failure);
  if (!failure) return;
  std::error_code ignored;
  fs::remove(beside, ignored);
  throw build_error(fmt::format("cannot write '{}': {}", output.string(), failure.message()));
}

}  // namespace revise::tool
