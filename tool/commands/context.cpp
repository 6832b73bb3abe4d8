#include "commands/context.h"

#include <fmt/format.h>

#include <system_error>

#include "build/plugin_build.h"
#include "build/sources.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

build_observer observer_for(const output& out) {
  build_observer observer;
  if (out.is_terminal() && !out.is_quiet()) {
    observer.progress = [&out](std::size_t done, std::size_t total) {
      out.note_part(fmt::format("\r\x1b[Kcompiling {}/{}", done, total));
    };
  }
  observer.warnings = [&out](std::string_view line) { out.note(line); };
  observer.finished = [&out](std::size_t compiled, double seconds) {
    const std::string what =
        compiled == 0 ? "linked the migrations"
                      : fmt::format("compiled {} migration{}", compiled, compiled == 1 ? "" : "s");
    out.note(
        fmt::format("{}{}  {}", out.is_terminal() ? "\r\x1b[K" : "", what, duration_text(seconds)));
  };
  return observer;
}

}  // namespace

context::context(const global_options& options, const output& out) : options_(options), out_(out) {}

context::~context() = default;

void context::prepare(needs what) {
  if (what >= needs::configuration) config();
  if (what >= needs::versions) versions();
  if (what >= needs::database) found_rows();
}

load_request context::request() const {
  load_request request;
  if (!options_.config.empty()) request.ini = options_.config;
  if (!options_.section.empty()) request.section = options_.section;
  if (!options_.url.empty()) request.url = options_.url;
  request.environment = environment::of_process();
  return request;
}

const configuration& context::config() {
  if (!config_) {
    config_ = load_configuration(request());
    for (const std::string& warning : config_->warnings) out_.warning(warning);
  }
  return *config_;
}

fs::path context::plugin_path() {
  if (options_.no_build) return existing_plugin(config());
  return build_plugin(config(), find_sources(config()), observer_for(out_));
}

const revise::versions& context::versions() {
  if (versions_) return *versions_;
  // Without a migration there is nothing to compile, and no compiler is needed.
  if (!options_.no_build && find_sources(config()).empty()) {
    static const std::vector<source_file> none;
    versions_ = std::make_unique<revise::versions>(std::vector<const registered*>(), none);
    return *versions_;
  }
  const fs::path path = plugin_path();
  guard_.say(fmt::format("revise: {} a migration crashed while '{}' was loaded: ",
                         out_.red("error:"), shown_path(path.string())),
             "\nhint: look at the objects the migrations define at namespace scope\n");
  plugin_ = std::make_unique<plugin>(path.string());
  guard_.rest();
  versions_ = std::make_unique<revise::versions>(*plugin_);
  return *versions_;
}

const revise::database_url& context::url() {
  if (!url_) {
    const configured_url& given = config().required_url();
    try {
      url_ = parse_database_url(given.text);
    } catch (const config_error& e) {
      throw config_error(fmt::format("{}: {}", given.place, e.what()), e.hint());
    }
  }
  return *url_;
}

void context::show_notice(std::string_view text) {
  if (run_report_ != nullptr) {
    run_report_->notice(text);
  } else if (out_.is_verbose()) {
    out_.note(printable(text));
  }
}

revise::connection& context::database() {
  if (!database_) {
    database_ = connect(url(), [this](std::string_view text) { show_notice(text); });
  }
  return *database_;
}

version_table& context::table() {
  if (!table_) {
    table_ = std::make_unique<version_table>(database(), config().version_table,
                                             config().version_table_schema);
  }
  return *table_;
}

std::vector<std::string> context::found_rows() {
  std::error_code ignored;
  if (!database_ && url().kind == database_kind::sqlite &&
      !fs::exists(url().sqlite_path, ignored)) {
    return {};
  }
  return table().read();
}

graph::rows context::rows() {
  const std::vector<std::string> found = found_rows();
  graph::rows rows = graph::read_rows(versions().graph(), found);
  if (rows.reduced) {
    out_.warning(fmt::format(
        "{} holds a revision together with one that it needs; the next write mends that",
        config().version_table));
  }
  return rows;
}

argument_map context::arguments() const {
  argument_map arguments;
  for (const std::string& given : options_.arguments) {
    const std::size_t equals = given.find('=');
    if (equals == 0 || given.empty()) {
      throw usage_error(fmt::format("-x '{}' has no key", given), "-x KEY=VALUE");
    }
    arguments[given.substr(0, equals)] =
        equals == std::string::npos ? std::string() : given.substr(equals + 1);
  }
  return arguments;
}

}  // namespace revise::tool
