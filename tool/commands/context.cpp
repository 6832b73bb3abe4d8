#include "commands/context.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <system_error>
#include <tuple>
#include <utility>

#include "build/editor_files.h"
#include "build/finished_plugin.h"
#include "build/plugin_build.h"
#include "build/sources.h"
#include "cli/interrupts.h"
#include "cli/json_text.h"
#include "config/git_commit.h"
#include "database/connect_with_retries.h"
#include "util/identity.h"
#include "util/version.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

constexpr const char* crash_hint = "look at the objects that migrations define at namespace scope";

// The line that shows the progress of a build. The destructor erases it.
class progress_line {
 public:
  explicit progress_line(const output& out) : out_(out) {}
  ~progress_line() { erase(); }
  progress_line(const progress_line&) = delete;
  progress_line& operator=(const progress_line&) = delete;

  void show(std::size_t done, std::size_t total) {
    out_.note_part(fmt::format("\r\x1b[Kcompiling {}/{}", done, total));
    is_shown_ = true;
  }
  void erase() {
    if (std::exchange(is_shown_, false)) out_.note_part("\r\x1b[K");
  }

 private:
  const output& out_;
  bool is_shown_ = false;
};

build_observer observer_for(const output& out, stats& times) {
  build_observer observer;
  const auto line = std::make_shared<progress_line>(out);
  const auto before_link = std::make_shared<stats::clock::time_point>(stats::clock::now());
  const bool is_shown = out.is_terminal() && !out.is_quiet();
  if (is_shown || times.is_on()) {
    observer.progress = [line, is_shown, before_link](std::size_t done, std::size_t total) {
      if (is_shown) line->show(done, total);
      // The link runs alone, after everything else.
      if (done < total) *before_link = stats::clock::now();
    };
  }
  observer.warnings = [&out, line](std::string_view said) {
    line->erase();
    out.note(out.compiler_text(said));
  };
  observer.finished = [&out, &times, line, before_link](std::size_t compiled, double seconds) {
    line->erase();
    const std::chrono::duration<double> linking = stats::clock::now() - *before_link;
    const double link = std::min(seconds, linking.count());
    times.give(compiled == 0 ? "compile" : fmt::format("compile {}", compiled), seconds - link);
    times.give("link", link);
    const std::string what =
        compiled == 0 ? "linked the migrations"
                      : fmt::format("compiled {} migration{}", compiled, compiled == 1 ? "" : "s");
    out.note(fmt::format("{}  {}", what, duration_text(seconds)));
  };
  return observer;
}

// Rejects a line end in the URL, as left by `export DATABASE_URL=$(cat FILE; echo)` or by a file
// with Windows line ends.
void require_no_line_end(const configured_url& given) {
  if (given.text.find_first_of("\r\n") == std::string::npos) return;
  throw config_error(fmt::format("{}: the database URL has a line end in it", given.place),
                     given.from == configured_url::origin::environment
                         ? "export DATABASE_URL=\"$(printf %s \"$DATABASE_URL\" | tr -d '\\r\\n')\""
                         : "write the URL on one line, with nothing after it");
}

std::string_view stats_name(run_phase phase) {
  switch (phase) {
    case run_phase::connect:
      return "connect";
    case run_phase::read_rows:
      return "read rows";
    case run_phase::plan:
      return "plan";
    case run_phase::read_log:
      return "read log";
    case run_phase::confirmation:
      return "confirmation";
    case run_phase::lock:
      return "lock";
    case run_phase::run:
      return "around the steps";
  }
  return "";
}

// Measures a phase for `-d stats`. In the phases that may take long, an interrupt cancels the
// running statement.
struct open_phase {
  open_phase(context& in, run_phase begun) : measured(in.times().measure(stats_name(begun))) {
    if (begun == run_phase::lock || begun == run_phase::run) cancellable.emplace(in.database());
  }

  stats::phase measured;
  std::optional<cancellable_run> cancellable;
};

}  // namespace

context::context(const global_options& options, const output& out, stats& times)
    : options_(options), out_(out), times_(times) {}

context::~context() {
  if (!plugin_) return;
  versions_.reset();
  guard_.say(
      fmt::format(
          "revise: {} a migration crashed at the end, after everything reported above was done: ",
          out_.red("error:")),
      fmt::format("\nhint: {}\n", crash_hint));
  plugin_.reset();
  guard_.rest();
}

void context::prepare(needs what) {
  if (what >= needs::configuration) config();
  if (what >= needs::database) url();  // first: compiling is slow, and no use without it
  if (what >= needs::versions) versions();
  if (what >= needs::database) found_rows();
}

load_request context::request() const {
  load_request request;
  if (options_.config) request.ini = *options_.config;
  if (options_.section) request.section = *options_.section;
  request.url = options_.url;
  request.environment = environment::of_process();
  return request;
}

load_request context::request_for(const compiled_versions& finished) const {
  load_request wanted = request();
  if (!finished.settings && options_.plugin) return wanted;  // built in a folder whose ini is here
  wanted.built_in = finished.settings.value_or("");
  wanted.named_ini_only = !options_.plugin;
  return wanted;
}

const configuration& context::config() {
  if (!config_) {
    const compiled_versions* const finished = finished_versions();
    const stats::phase reading = times_.measure("configuration");
    config_ = load_configuration(finished == nullptr ? request() : request_for(*finished));
    for (const std::string& warning : config_->warnings) out_.warning(warning);
    if (finished == nullptr && !options_.no_build) provide_editor_files(*config_);
  }
  return *config_;
}

fs::path context::plugin_path() {
  const stats::phase building = times_.measure("build");
  if (options_.no_build) return existing_plugin(config());
  return build_plugin(config(), sources(), observer());
}

const std::vector<fs::path>& context::sources() {
  if (!sources_) {
    const configuration& from = config();
    const stats::phase finding = times_.measure("find files");
    sources_ = find_sources(from);
    show_missing_locations();
  }
  return *sources_;
}

// Reports missing version locations. If all are missing, there are no migrations, which may be a
// mistake in the ini.
void context::show_missing_locations() {
  const std::vector<fs::path> missing = missing_locations(config());
  const bool are_all = missing.size() == config().version_locations.size();
  for (const fs::path& location : missing) {
    const std::string text = fmt::format(
        "the version location '{}' does not exist: it holds no "
        "revisions",
        shown_path(location.string()));
    if (are_all) {
      out_.warning(text);
    } else if (out_.is_verbose()) {
      out_.note(printable(text));
    }
  }
}

build_observer context::observer() { return observer_for(out_, times_); }

void context::expect_crash(const std::string& message, const std::string& said) {
  const std::string hint = out_.in_words(said);
  std::vector<std::string_view> document;
  if (out_.is_json()) {
    std::tie(crash_before_, crash_after_) = crash_error_text(message, hint);
    crash_before_.insert(0, "{\"error\":");
    crash_after_ += "}\n";
    document = {crash_before_, {}, crash_after_};
  }
  guard_.say(fmt::format("revise: {} {}: ", out_.red("error:"), shown_paths(message)),
             fmt::format("\nhint: {}\n", hint), document);
}

void context::load(const fs::path& path) {
  expect_crash(fmt::format("a migration crashed while '{}' was loaded", path.string()), crash_hint);
  plugin_ = std::make_unique<plugin>(path.string());
  guard_.rest();
}

const compiled_versions* context::finished_versions() {
  if (!linked_ && !options_.plugin) {
    if (const plugin_description* const linked = linked_versions()) {
      linked_ = read_compiled(*linked);
    }
  }
  if (linked_) return &*linked_;
  if (!options_.plugin) return nullptr;
  if (!plugin_) {
    require_fitting_plugin(*options_.plugin);
    load(*options_.plugin);
  }
  return &plugin_->contents();
}

const revise::versions& context::versions() {
  if (versions_) return *versions_;
  if (const compiled_versions* const finished = finished_versions()) {
    versions_ = std::make_unique<revise::versions>(*finished);
    return *versions_;
  }
  // Without a migration there is nothing to compile, so no compiler is needed.
  if (!options_.no_build && sources().empty()) {
    static const std::vector<source_file> none;
    versions_ = std::make_unique<revise::versions>(std::vector<const registered*>(), none);
    return *versions_;
  }
  const fs::path path = plugin_path();
  const stats::phase loading = times_.measure("load");
  load(path);
  versions_ = std::make_unique<revise::versions>(plugin_->contents());
  return *versions_;
}

const compiled_versions* context::loaded() const {
  if (linked_) return &*linked_;
  return plugin_ ? &plugin_->contents() : nullptr;
}

const revise::database_url& context::url() {
  if (!url_) {
    const configured_url& given = config().required_url();
    require_no_line_end(given);
    try {
      url_ = parse_database_url(given.text);
    } catch (const config_error& e) {
      throw config_error(fmt::format("{}: {}", given.place, e.what()), e.advised());
    }
  }
  return *url_;
}

// Shows a message of the server. Warnings are shown even without -v.
void context::show_notice(std::string_view notice) {
  const bool is_warning = notice.starts_with("WARNING:");
  // The lines of the server are indented, so that none looks like one of revise's own.
  std::string text(notice);
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; ++at) {
    text.insert(at + 1, "  ");
  }
  if (run_report_ != nullptr) {
    run_report_->notice(text, is_warning);
  } else if (out_.is_verbose() || is_warning) {
    out_.note(printable(text));
  }
}

void context::show_wait(std::string_view text) {
  if (run_report_ != nullptr) {
    run_report_->remark(text);
  } else {
    out_.note(printable(text));
  }
}

std::unique_ptr<revise::connection> context::connected() {
  const auto on_notice = [this](std::string_view text) { show_notice(text); };
  const server_wait wait{
      .limit = options_.wait ? parse_wait(*options_.wait) : std::chrono::milliseconds(0),
      .on_wait = [this](std::string_view line) { show_wait(line); }};
  return connect_with_retries(url(), on_notice, wait);
}

versioned_database& context::versioned() {
  if (!versioned_) {
    versioned_.emplace(
        url(), config().version_table, config().version_table_schema,
        [this] { return connected(); },
        [this](run_phase begun) { return std::make_shared<open_phase>(*this, begun); });
  }
  return *versioned_;
}

lock_request context::lock() {
  return {.wait = options_.lock_wait ? parse_time_limit(*options_.lock_wait) : config().lock_wait,
          .on_wait = [this](std::string_view line) { out_.note(printable(line)); },
          .is_interrupted = is_interrupted};
}

graph::rows context::rows() { return rows(found_rows()); }

graph::rows context::rows(const std::vector<std::string>& found) {
  graph::rows rows = graph::read_rows(versions().graph(), found);
  warn_of_superfluous(found, rows);
  return rows;
}

void context::warn_of_superfluous(const std::vector<std::string>& found, const graph::rows& at) {
  if (!at.reduced || std::exchange(warned_of_rows_, true)) return;
  out_.warning(superfluous_text(config().version_table, found));
}

std::string context::project_path(const std::string& path) {
  const fs::path relative = fs::path(path).lexically_relative(config().here);
  const bool is_below = !relative.empty() && *relative.begin() != "..";
  return is_below ? relative.string() : path;
}

log_origin context::origin() {
  const compiled_versions* const finished = finished_versions();
  return {.os_user = os_user(),
          .host = host_name(),
          .tool_version = version(),
          .git_commit = finished == nullptr || !finished->settings
                            ? git_commit(config().script_location)
                            : finished->git_commit};
}

argument_map context::arguments() const {
  argument_map arguments;
  for (const std::string& given : options_.arguments) {
    const std::size_t equals = given.find('=');
    arguments[given.substr(0, equals)] =
        equals == std::string::npos ? std::string() : given.substr(equals + 1);
  }
  return arguments;
}

}  // namespace revise::tool
