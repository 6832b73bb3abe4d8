#include "build/plugin_builder.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <string_view>
#include <system_error>
#include <thread>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "build/compiler_advice.h"
#include "build/editor_files.h"
#include "build/entry_file.h"
#include "build/source_digest.h"
#include "build/unit_text.h"
#include "util/hash.h"
#include "util/read_file.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void throw_failure(const ninja_result& result, std::vector<std::string> said,
                                std::size_t failed, std::size_t total, const fs::path& folder) {
  if (result.entry_failed && failed == 0) {
    throw compile_error("the headers of revise do not compile with this compiler and these flags",
                        "correct 'compiler' and 'compile_flags' in the ini", std::move(said));
  }
  if (failed > 0) {
    std::string advice = compiler_advice(without_colors(said));
    throw compile_error(fmt::format("{} of {} migration{} {} not compile", failed, total,
                                    total == 1 ? "" : "s", failed == 1 ? "does" : "do"),
                        std::move(advice), std::move(said));
  }
  if (result.sql_failed) {
    throw compile_error("the SQL files cannot be built into the plugin",
                        "correct 'compile_flags' in the ini: the assembler uses them, too",
                        std::move(said));
  }
  if (result.link_failed) {
    throw compile_error("the migrations compile, but do not link",
                        "add what is missing to 'link_libraries' in the ini", std::move(said));
  }
  throw compile_error(fmt::format("ninja failed in '{}'", folder.string()),
                      "remove that folder and repeat the command", std::move(said));
}

// Removes the files in `folder / name` that are not in `used`, which holds names relative to
// `folder`.
void sweep(const fs::path& folder, const char* name, const std::set<std::string>& used) {
  std::error_code ignored;
  for (fs::directory_iterator at(folder / name, ignored), end; at != end; at.increment(ignored)) {
    const std::string file = name + ('/' + at->path().filename().string());
    if (!used.contains(file)) fs::remove(at->path(), ignored);
  }
}

std::string text_of_file(const std::string& path) {
  try {
    return read_file(path).value_or("");
  } catch (const error&) {
    return {};
  }
}

}  // namespace

plugin_builder::plugin_builder(const build_folder& folder, fs::path ninja, plugin_recipe recipe,
                               const abi_stamp& stamp, safe_paths& paths, compiler_words words,
                               const build_observer& observer)
    : folder_(folder),
      ninja_(std::move(ninja)),
      recipe_(std::move(recipe)),
      stamp_(stamp),
      paths_(paths),
      words_(std::move(words)),
      observer_(observer) {}

void plugin_builder::build(const build_inputs& inputs, const std::vector<embedded_sql>& sql) {
  for (const source_input& source : inputs.sources) {
    alone_.push_back(unit_for(source.path, paths_));
    user_paths_.push_back(source.path.string());
  }
  folder_.write("entry.cpp", entry_text(stamp_, sql));
  is_stamp_new_ = folder_.write("stamp", text_of(stamp_));
  write_editor_files(folder_, recipe_, alone_, user_paths_);
  add_assembled(sql);
  facts_ = find_source_facts(folder_, inputs.sources, sql, stamp_.interface);
  limits_.processors = std::max(1U, std::thread::hardware_concurrency());
  memory_ = read_unit_memory(folder_, text_of(stamp_));
  remove_damaged_plugin();
  const auto started = std::chrono::steady_clock::now();
  compile();
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - started;
  if (observer_.warnings) {
    for (const std::string& line : said()) observer_.warnings(line);
  }
  if (!done_.empty() && observer_.finished) observer_.finished(compiled_.size(), taken.count());
}

// Adds the parts that change with the migrations and SQL files, but not with the stamp, so that an
// edit leaves entry.cpp unchanged.
void plugin_builder::add_assembled(const std::vector<embedded_sql>& sql) {
  recipe_.assembled.push_back(
      {.source = "sources.s", .object = "objects/sources.o", .what = "sources", .inputs = {}});
  if (sql.empty()) return;
  folder_.write("sql_files.s", assembler_text(sql));
  assembled_unit& files = recipe_.assembled.emplace_back();
  files = {
      .source = "sql_files.s", .object = "objects/sql_files.o", .what = "sql files", .inputs = {}};
  for (const embedded_sql& file : sql) files.inputs.push_back(file.name);
}

// Removes a plugin that a power failure damaged or that was copied here. Ninja would keep it, since
// it checks only the time.
void plugin_builder::remove_damaged_plugin() const {
  const fs::path plugin = folder_.path() / plugin_name;
  std::error_code ignored;
  if (fs::exists(plugin, ignored) && read_stamp(plugin.string()) != stamp_) {
    fs::remove(plugin, ignored);
  }
}

// Builds until no unit fails. The members of a failed unit are then compiled alone, so that each
// error message is about one file only.
void plugin_builder::compile() {
  // After this many rounds, all members of a failed unit are compiled alone.
  constexpr int most_rounds = 3;
  for (int round = 1;; ++round) {
    const unit_plan plan = plan_with_texts();
    ninja_result result = run(plan);
    const bool has_failed_units = keep(plan, result, round >= most_rounds);
    if (has_failed_units) continue;
    if (!result.succeeded) fail(result);
    if (is_build_new_) sweep_all(plan);
    return;
  }
}

std::vector<planned_source> plugin_builder::planned_sources() const {
  std::vector<planned_source> sources;
  sources.reserve(facts_.size());
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    const source_facts& facts = facts_[i];
    const bool is_loner =
        !memory_.loners.empty() && memory_.loners.contains({user_paths_[i], facts.text_digest});
    sources.push_back({.path = user_paths_[i],
                       .digest = facts.text_digest,
                       .headers = is_loner ? std::string() : facts.headers});
  }
  return sources;
}

// Plans the units, and writes the files of new units. Their names are digests of their texts.
unit_plan plugin_builder::plan_with_texts() {
  for (;;) {
    const std::vector<planned_source> sources = planned_sources();
    unit_plan plan = plan_units(sources, memory_.units, limits_);
    if (!write_units(plan)) continue;  // a file changed since its facts were read
    remember(plan, sources);
    return plan;
  }
}

void plugin_builder::remember(const unit_plan& plan, const std::vector<planned_source>& sources) {
  memory_.units = plan.units;
  // Migrations whose text has changed since may be grouped again.
  std::map<std::string_view, std::string_view> digests;
  for (const planned_source& source : sources) digests.emplace(source.path, source.digest);
  std::erase_if(memory_.loners, [&digests](const auto& text) {
    const auto found = digests.find(text.first);
    return found == digests.end() || found->second != text.second;
  });
  write_unit_memory(folder_, text_of(stamp_), memory_);
}

bool plugin_builder::write_units(unit_plan& plan) {
  std::unordered_map<std::string_view, std::size_t> index;
  for (std::size_t i = 0; i < user_paths_.size(); ++i) index.emplace(user_paths_[i], i);
  for (source_unit& unit : plan.units) {
    if (!unit.name.empty()) continue;
    std::vector<unit_part> parts;
    for (const unit_member& member : unit.members) {
      const std::size_t source = index.at(member.path);
      std::string text = text_of_file(member.path);
      if (digest_of(text) != member.digest) {
        facts_[source].headers.clear();
        return false;
      }
      parts.push_back({member_name(alone_[source].source, member.name), std::move(text)});
    }
    const std::string text = unit_text(unit.headers, parts);
    unit.name = digest_of(text);
    folder_.write(unit_source(unit.name), text);
  }
  return true;
}

// The name by which the compiler knows a text in a unit. The file may no longer exist.
std::string plugin_builder::name_of(const unit_member& member) {
  return member_name(paths_.name_for(member.path), member.name);
}

void plugin_builder::write_table(const unit_plan& plan) {
  std::vector<table_source> table;
  table.reserve(alone_.size());
  for (std::size_t i = 0; i < alone_.size(); ++i) {
    table.push_back({.compiled_as = member_name(alone_[i].source, plan.places[i].name),
                     .path = user_paths_[i],
                     .hash = facts_[i].hash});
  }
  std::vector<std::string> superseded;
  superseded.reserve(plan.superseded.size());
  for (const unit_member& member : plan.superseded) superseded.push_back(name_of(member));
  folder_.write("sources.s", source_table_text(table, superseded));
}

void plugin_builder::write_build_file(const unit_plan& plan) {
  recipe_.units.clear();
  for (const source_unit& unit : plan.units) {
    recipe_.units.push_back(
        {.source = unit_source(unit.name), .object = unit_object(unit.name), .quote_folder = {}});
  }
  std::unordered_set<std::string_view> edited;
  for (const unit_member& member : plan.superseded) edited.insert(member.path);
  for (std::size_t i = 0; i < alone_.size(); ++i) {
    if (plan.places[i].name != 0) continue;
    compile_unit& unit = recipe_.units.emplace_back(alone_[i]);
    unit.text_digest = facts_[i].text_digest;
    // The new text of an edited file has not been compiled before, and a ccache miss adds half of
    // the compile time.
    unit.is_cached = !edited.contains(user_paths_[i]);
  }
  recipe_.units.push_back({.source = "entry.cpp", .object = "objects/entry.o", .quote_folder = {}});
  is_build_new_ = folder_.write("build.ninja", ninja_text(recipe_)) || is_build_new_;
}

ninja_result plugin_builder::run(const unit_plan& plan) {
  write_table(plan);
  write_build_file(plan);
  ninja_request request{.ninja = ninja_,
                        .folder = folder_.path(),
                        .user_paths = paths_.user_paths(),
                        .words = words_,
                        .units = {},
                        .progress = observer_.progress};
  for (const source_unit& unit : plan.units) {
    std::vector<unit_name>& names = request.units[unit_source(unit.name)];
    for (const unit_member& member : unit.members) names.push_back({name_of(member), member.path});
    std::error_code ignored;
    const bool is_pending =
        is_stamp_new_ || !fs::exists(folder_.path() / unit_object(unit.name), ignored);
    if (is_pending) request.more += names.size() - 1;
  }
  return run_ninja(request);
}

// Takes over the commands that ran and their output. Returns whether a unit failed. Of a failed
// unit, the members that the compiler named are compiled alone from now on; all members if it named
// none, or if `blame_all`.
bool plugin_builder::keep(const unit_plan& plan, ninja_result& result, bool blame_all) {
  done_.erase(std::remove_if(done_.begin(), done_.end(),
                             [](const ninja_command& command) { return command.has_failed; }),
              done_.end());
  std::unordered_map<std::string, const source_unit*> units;
  for (const source_unit& unit : plan.units) units.emplace(unit_source(unit.name), &unit);
  bool has_failed_units = false;
  for (ninja_command& command : result.commands) {
    const auto unit = units.find(command.input);
    if (unit == units.end()) {
      if (command.is_migration && !command.has_failed) compiled_.insert(command.path);
      done_.push_back(std::move(command));
    } else if (!command.has_failed) {
      for (const unit_member& member : unit->second->members) compiled_.insert(member.path);
      done_.push_back(std::move(command));
    } else {
      has_failed_units = true;
      forget(*unit->second, blame_all ? std::vector<std::size_t>() : command.blamed);
    }
  }
  return has_failed_units;
}

void plugin_builder::forget(const source_unit& unit, const std::vector<std::size_t>& blamed) {
  const auto is_blamed = [&](std::size_t member) {
    return blamed.empty() || std::find(blamed.begin(), blamed.end(), member) != blamed.end();
  };
  for (std::size_t i = 0; i < unit.members.size(); ++i) {
    if (is_blamed(i)) memory_.loners.emplace(unit.members[i].path, unit.members[i].digest);
  }
  std::erase_if(memory_.units,
                [&unit](const source_unit& known) { return known.name == unit.name; });
}

std::vector<std::string> plugin_builder::said() {
  std::stable_sort(done_.begin(), done_.end(),
                   [](const ninja_command& a, const ninja_command& b) { return a.path < b.path; });
  std::vector<std::string> lines;
  for (const ninja_command& command : done_) {
    lines.insert(lines.end(), command.lines.begin(), command.lines.end());
  }
  return lines;
}

void plugin_builder::fail(const ninja_result& result) {
  const auto failed = static_cast<std::size_t>(std::count_if(
      done_.begin(), done_.end(),
      [](const ninja_command& command) { return command.is_migration && command.has_failed; }));
  throw_failure(result, said(), failed, alone_.size(), folder_.path());
}

void plugin_builder::sweep_all(const unit_plan& plan) const {
  std::set<std::string> used;
  for (const compile_unit& unit : recipe_.units) used.insert(unit.object);
  for (const assembled_unit& unit : recipe_.assembled) used.insert(unit.object);
  for (const source_unit& unit : plan.units) used.insert(unit_source(unit.name));
  sweep(folder_.path(), "objects", used);
  sweep(folder_.path(), "units", used);
}

}  // namespace revise::tool
