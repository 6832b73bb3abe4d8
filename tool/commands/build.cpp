#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "build/library_sources.h"
#include "build/plugin_file.h"
#include "cli/json_text.h"
#include "cli/outcome.h"
#include "commands/commands.h"
#include "commands/context.h"

namespace revise::tool {

namespace {

class build_command final : public command {
 public:
  void declare(option_set& options) override {
    options.value("-o,--output", "FILE", output_,
                  "write a plugin for another machine, for revise --plugin FILE");
    options.values("--sources", "DIR", migrations_,
                   "write to the folder -o the sources that your own build compiles with the "
                   "migrations in DIR; may be repeated");
    options.value("--library", "NAME", library_,
                  "with --sources: for a library with the function revise_versions_NAME()");
    options.flag("--named-only", is_named_only_,
                 "with --library: for a program with several such libraries");
  }

  void check() const override {
    if (output_ && output_->empty()) throw usage_error("-o is empty", "revise build -o FILE.so");
    if (!migrations_.empty() && !output_)
      throw usage_error("--sources without -o", "revise build --help");
    if (migrations_.empty() && !library_.empty()) {
      throw usage_error("--library without --sources", "revise build --help");
    }
    const bool is_identifier = std::all_of(library_.begin(), library_.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (!is_identifier) {
      throw usage_error(fmt::format("'{}' is not a C identifier", library_), "revise build --help");
    }
  }

  // With --sources, an ini is read only if -c names it: the build may run in the folder of
  // another project.
  needs needed(needs usual) const override { return migrations_.empty() ? usual : needs::nothing; }

  outcome run(context& in) override {
    if (!migrations_.empty()) {
      write_sources(in);
      return {};
    }
    const std::string path = output_ ? write_plugin(in) : in.plugin_path().string();
    return answer(in.out(), [&] { return json{{"plugin", path}}; }, {shown_path(path)});
  }

 private:
  static std::filesystem::path absolute(const std::string& path) {
    const auto normal = std::filesystem::absolute(path).lexically_normal();
    return normal.has_filename() ? normal : normal.parent_path();
  }

  std::string write_plugin(context& in) const {
    const std::string path = absolute(*output_).string();
    write_plugin_file(in.config(), in.sources(), in.observer(), path);
    return path;
  }

  void write_sources(context& in) const {
    library_request request{.migrations = {},
                            .output = absolute(*output_),
                            .name = library_,
                            .is_plain = !is_named_only_};
    for (const std::string& folder : migrations_) request.migrations.push_back(absolute(folder));
    configuration config;
    if (in.options().config) {
      config = in.config();
    } else {
      config.here = request.root().parent_path();
    }
    write_library_sources(config, request);
  }

  std::optional<std::string> output_;
  std::vector<std::string> migrations_;
  std::string library_;
  bool is_named_only_ = false;
};

}  // namespace

std::unique_ptr<command> make_build() { return std::make_unique<build_command>(); }

}  // namespace revise::tool
