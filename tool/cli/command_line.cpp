#include "cli/command_line.h"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>

#include "cli/relative_target.h"
#include "config/configuration.h"
#include "util/closest.h"

namespace revise::tool {

namespace {

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::vector<std::string> command_names(const std::vector<command_entry>& commands) {
  std::vector<std::string> names;
  for (const command_entry& entry : commands) {
    names.emplace_back(entry.name);
    if (*entry.alias != '\0') names.emplace_back(entry.alias);
  }
  return names;
}

std::string did_you_mean(const std::optional<std::string>& meant) {
  return meant ? fmt::format(", did you mean '{}'?", *meant) : std::string();
}

// CLI11's layout of a command's help. The footers add the text that CLI11 does not know.
class help_layout : public CLI::Formatter {
 public:
  help_layout() {
    column_width(34);
    label("Positionals", "Arguments");
    label("SUBCOMMAND", "COMMAND");
    label("REQUIRED", "");
  }

  std::string make_usage(const CLI::App* app, std::string name) const override {
    std::string usage = CLI::Formatter::make_usage(app, std::move(name));
    const std::size_t at = usage.find("[OPTIONS]");
    if (at != std::string::npos) usage.replace(at, 9, "[options]");
    return usage;
  }
};

// Parses one command line with CLI11.
class parser {
 public:
  parser(const std::vector<command_entry>& commands, global_options& global)
      : commands_(available(commands, global.program)),
        global_(global),
        app_("revise: database migrations in C++", global.program.name) {
    app_.formatter(std::make_shared<help_layout>());
    app_.set_help_flag("-h,--help", "print this help and exit");
    app_.set_version_flag("--version", version(), "print the version and exit");
    app_.allow_extras();
    app_.require_subcommand(0, 1);
    const std::string& name = global.program.name;
    app_.footer(fmt::format(
        "Example:\n{}  {} upgrade head\n\n'{} COMMAND --help' describes a command.",
        global.program.is_bundle ? "" : "  revise init\n  revise new -m \"create account\"\n", name,
        name));
    declare_global(app_);
    for (const command_entry& entry : commands_) declare_command(entry);
  }

  command_line parse(const std::vector<std::string>& words) {
    std::vector<std::string> safe = protected_words(words);
    std::reverse(safe.begin(), safe.end());  // CLI11 takes the words in reverse order
    command_line result;
    try {
      app_.parse(std::move(safe));
    } catch (const CLI::CallForHelp&) {
      result.text = help();
      return result;
    } catch (const CLI::CallForVersion&) {
      result.text = version();
      if (global_.program.about) *result.text += global_.program.about();
      return result;
    } catch (const CLI::ParseError& e) {
      check_leftovers();
      throw usage_error(described(e), usage_hint());
    }
    check_leftovers();
    if (global_.quiet && global_.verbose) {
      throw usage_error("-q and -v exclude each other", usage_hint());
    }
    check_durations();
    take_modes();
    if (global_.plugin && global_.no_build) {
      throw usage_error("--plugin and --no-build exclude each other", usage_hint());
    }
    for (const std::string& given : global_.arguments) {
      if (given.empty() || given.starts_with('=')) {
        // Not shown, since the value may be a password.
        throw usage_error("-x without a key", "-x KEY=VALUE");
      }
    }
    result.global = global_;
    const command_entry* const entry = chosen();
    if (entry == nullptr) {
      throw usage_error("no command given", "revise --help lists the commands");
    }
    result.entry = *entry;
    if (global_.plugin && entry->needs_sources) {
      throw usage_error(
          fmt::format("'{}' works on the versions folder and does not accept --plugin",
                      entry->name),
          usage_hint());
    }
    result.chosen = std::move(objects_[static_cast<std::size_t>(entry - commands_.data())]);
    result.chosen->check();
    return result;
  }

 private:
  static std::string version() { return "revise " REVISE_VERSION; }

  static std::vector<command_entry> available(const std::vector<command_entry>& all,
                                              const program& started) {
    std::vector<command_entry> commands;
    for (const command_entry& entry : all) {
      if (!started.is_bundle || !entry.needs_sources) commands.push_back(entry);
    }
    return commands;
  }

  void declare_global(CLI::App& app) {
    const bool is_bundle = global_.program.is_bundle;
    option_set options(app);
    options.value("-c,--config", "FILE", global_.config,
                  is_bundle ? "an ini, for the URL and the limits (default: none)"
                            : "the ini (default: REVISE_CONFIG, else ./alembic.ini)");
    options.value("-n,--name", "SECTION", global_.section, "its section (default: alembic)");
    options.value(
        "--url", "URL", global_.url,
        is_bundle ? "the database (default: DATABASE_URL)" : "the database, instead of the ini's");
    if (!is_bundle) {
      options.value("--plugin", "FILE", global_.plugin,
                    "use a plugin made by 'build -o', without a versions folder");
    }
    options.values("-x", "KEY=VALUE", global_.arguments,
                   "a value that migrations read with op.argument(\"KEY\")");
    options.flag("--json", global_.json, "print one JSON document on stdout");
    options.flag("-q,--quiet", global_.quiet, "hide progress");
    options.flag("-v,--verbose", global_.verbose, "show more detail");
    options.values("-d", "MODE", global_.modes,
                   "print more on stderr: stats (where the time went),\n"
                   "explain (why each step is in the plan)");
    options.choice("--color", {"auto", "always", "never"}, global_.color,
                   "when to use color on stderr (default: auto)");
  }

  void declare_command(const command_entry& entry) {
    CLI::App* sub = app_.add_subcommand(entry.name, entry.summary);
    if (*entry.alias != '\0') sub->alias(entry.alias);
    sub->group("Commands");
    sub->fallthrough();
    sub->allow_extras();
    std::string footer;
    if (*entry.details != '\0') footer += fmt::format("{}\n\n", entry.details);
    footer += "Example:";
    const std::string_view example = entry.example;
    for (std::size_t at = 0; at <= example.size();) {
      const std::size_t end = std::min(example.find('\n', at), example.size());
      footer += fmt::format("\n  {}",
                            advice_for(global_.program, std::string(example.substr(at, end - at))));
      at = end + 1;
    }
    sub->footer(fmt::format("{}\n\n'{} --help' lists the options that every command accepts.",
                            footer, global_.program.name));
    objects_.push_back(entry.make());
    option_set options(*sub);
    objects_.back()->declare(options);
    if (entry.what >= needs::versions && !global_.program.is_bundle) {
      options.flag("--no-build", global_.no_build, "use the existing plugin, compile nothing");
    }
    if (entry.locks) {
      options.value("--lock-wait", "DURATION", global_.lock_wait,
                    "how long to wait for another revise: 0, 5s, 10min, off (no limit)");
    }
    if (entry.connects) {
      options.value("--wait", "SECONDS", global_.wait,
                    "how long to wait for a server that is still starting");
    }
  }

  void check_durations() const {
    try {
      if (global_.lock_wait) parse_time_limit(*global_.lock_wait);
      if (global_.wait) parse_wait(*global_.wait);
    } catch (const config_error& e) {
      throw usage_error(e.what(), usage_hint());
    }
  }

  void take_modes() {
    static const std::vector<std::string> known = {"stats", "explain"};
    for (const std::string& mode : global_.modes) {
      if (std::find(known.begin(), known.end(), mode) == known.end()) {
        throw usage_error(
            fmt::format("unknown mode '{}' of -d{}", mode, did_you_mean(closest(mode, known))),
            fmt::format("-d {}", fmt::join(known, ", or -d ")));
      }
      (mode == "stats" ? global_.stats : global_.explain) = true;
    }
  }

  const CLI::App* chosen_app() const {
    const auto subcommands = app_.get_subcommands();
    return subcommands.empty() ? nullptr : subcommands.front();
  }

  const command_entry* chosen() const {
    const CLI::App* app = chosen_app();
    if (app == nullptr) return nullptr;
    const auto found = std::find_if(commands_.begin(), commands_.end(), [app](const auto& entry) {
      return app->get_name() == entry.name;
    });
    return found == commands_.end() ? nullptr : &*found;
  }

  std::string help() const {
    const CLI::App* app = chosen_app();
    std::string text = app == nullptr ? app_.help() : app->help(global_.program.name);
    while (text.ends_with('\n')) text.pop_back();
    return text;
  }

  std::string usage_hint() const {
    const CLI::App* app = chosen_app();
    return app == nullptr ? std::string("revise --help")
                          : fmt::format("revise {} --help", app->get_name());
  }

  // Reports words that no option and no argument accepted.
  void check_leftovers() const {
    const std::vector<std::string> leftovers = app_.remaining(true);
    if (leftovers.empty()) return;
    const std::string word = unprotected(leftovers.front());
    refuse_url(word);
    const CLI::App* app = chosen_app();
    if (word.size() > 1 && word[0] == '-') {
      std::vector<std::string> names = option_names(app_);
      const std::string name = word.substr(0, word.find('='));
      if (app != nullptr) {
        const std::vector<std::string> own = option_names(*app);
        if (std::find(own.begin(), own.end(), name) != own.end()) {
          throw usage_error(
              fmt::format("'{}' is an option of '{}' and must follow it", name, app->get_name()),
              fmt::format("revise {} {} …", app->get_name(), name));
        }
        names.insert(names.begin(), own.begin(), own.end());
      }
      throw usage_error(
          fmt::format("unknown option '{}'{}", name, did_you_mean(closest(name, names))),
          usage_hint());
    }
    if (app == nullptr) {
      refuse_without_sources(word);
      throw usage_error(fmt::format("unknown command '{}'{}", word,
                                    did_you_mean(closest(word, command_names(commands_)))),
                        "revise --help lists the commands");
    }
    const bool is_message =
        app->get_option_no_throw("--message") != nullptr &&
        app->get_options([](const CLI::Option* option) { return option->get_positional(); })
            .empty();
    throw usage_error(
        fmt::format("unexpected argument '{}'", word),
        is_message ? fmt::format("revise {} -m \"{}\"", app->get_name(), word) : usage_hint());
  }

  void refuse_without_sources(const std::string& word) const {
    if (!global_.program.is_bundle) return;
    for (const command_entry& entry : all_commands()) {
      if (!entry.needs_sources || (word != entry.name && word != entry.alias)) continue;
      throw usage_error(
          fmt::format("'{}' needs the sources, which a bundle does not contain", word),
          "run revise itself, in the project that the bundle was made from");
    }
  }

  // CLI11's error texts; the common ones are reworded.
  std::string described(const CLI::ParseError& e) const {
    std::string said = e.what();
    if (const auto end = said.find(" is required"); end != std::string::npos) {
      return fmt::format("missing argument {}", said.substr(0, end));
    }
    if (const auto end = said.find(" excludes "); end != std::string::npos) {
      return fmt::format("{} and {} exclude each other", said.substr(0, end),
                         said.substr(end + 10));
    }
    if (const auto end = said.find(": 1 required "); end != std::string::npos) {
      return fmt::format("option {} needs a value", said.substr(0, end));
    }
    return said;
  }

  const std::vector<command_entry> commands_;
  global_options& global_;
  CLI::App app_;
  std::vector<std::unique_ptr<command>> objects_;  ///< by position in commands_
};

}  // namespace

void refuse_url(std::string_view word) {
  constexpr auto none = std::string_view::npos;
  const std::size_t at = word.find('@');
  const bool has_user = at != none && word.find(':') < at && word.find('/') != none;
  if (word.find("://") == none && word.find("password=") == none && !has_user) return;
  throw usage_error("unexpected URL (not shown, because it may contain a password)", "--url URL");
}

command_line parse_command_line(const std::vector<std::string>& words,
                                const std::vector<command_entry>& commands,
                                global_options& global) {
  return parser(commands, global).parse(words);
}

}  // namespace revise::tool
