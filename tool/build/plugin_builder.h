#pragma once

#include <set>
#include <string>
#include <vector>

#include "build/build_folder.h"
#include "build/compiler_words.h"
#include "build/input_memory.h"
#include "build/ninja_file.h"
#include "build/ninja_run.h"
#include "build/plugin_build.h"
#include "build/safe_paths.h"
#include "build/source_facts.h"
#include "build/sql_embedding.h"
#include "build/unit_memory.h"
#include "build/unit_plan.h"
#include "plugin/stamp.h"

namespace revise::tool {

/// The plugin's name in the build folder.
inline constexpr const char* plugin_name = "plugin.so";

/// One build of a plugin whose inputs may have changed: writes ninja's files and runs ninja, and
/// runs it again if migrations fail to compile as members of a unit.
class plugin_builder {
 public:
  /// All arguments passed by reference must outlive this object. `paths` must be the object that
  /// the recipe has its names from.
  plugin_builder(const build_folder& folder, std::filesystem::path ninja, plugin_recipe recipe,
                 const abi_stamp& stamp, safe_paths& paths, compiler_words words,
                 const build_observer& observer);

  /// Call once. Throws build_error.
  void build(const build_inputs& inputs, const std::vector<embedded_sql>& sql);

 private:
  void add_assembled(const std::vector<embedded_sql>& sql);
  void remove_damaged_plugin() const;
  void compile();
  std::vector<planned_source> planned_sources() const;
  unit_plan plan_with_texts();
  bool write_units(unit_plan& plan);
  void remember(const unit_plan& plan, const std::vector<planned_source>& sources);
  std::string name_of(const unit_member& member);
  void write_table(const unit_plan& plan);
  void write_build_file(const unit_plan& plan);
  ninja_result run(const unit_plan& plan);
  bool keep(const unit_plan& plan, ninja_result& result, bool blame_all);
  void forget(const source_unit& unit, const std::vector<std::size_t>& blamed);
  std::vector<std::string> said();
  [[noreturn]] void fail(const ninja_result& result);
  void sweep_all(const unit_plan& plan) const;

  const build_folder& folder_;
  std::filesystem::path ninja_;
  plugin_recipe recipe_;
  const abi_stamp& stamp_;
  safe_paths& paths_;
  compiler_words words_;
  const build_observer& observer_;
  std::vector<compile_unit> alone_;      ///< each source as a unit of its own
  std::vector<std::string> user_paths_;  ///< one for each source
  std::vector<source_facts> facts_;      ///< one for each source
  unit_limits limits_;
  unit_memory memory_;
  bool is_stamp_new_ = false;
  bool is_build_new_ = false;        ///< build.ninja has changed
  std::set<std::string> compiled_;   ///< migrations, by the user's path
  std::vector<ninja_command> done_;  ///< the commands that ran, except failed units
};

}  // namespace revise::tool
