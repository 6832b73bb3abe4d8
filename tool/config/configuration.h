#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/environment.h"
#include "util/error.h"

namespace revise::tool {

/// How long something may take; nothing: as long as it takes (`off` in the ini).
using time_limit = std::optional<std::chrono::milliseconds>;

/// Where to connect, and who said so.
struct configured_url {
  enum class origin { option, ini, environment, dotenv };
  std::string text;  ///< as it was given, expanded: may hold a password, so it is never printed
  origin from;       ///< `--url`, the key `sqlalchemy.url`, or `DATABASE_URL` in one of two places
  std::string
      place;  ///< the same for messages: "--url", "alembic.ini:12", "DATABASE_URL", ".env:3"
};

/// A program that runs on each new file, from `[post_write_hooks]`.
struct post_write_hook {
  std::string name;
  std::string type;                         ///< Alembic has several; revise runs `exec` alone
  std::string executable;                   ///< a name on PATH, or an absolute path
  std::vector<std::string> options;         ///< REVISION_SCRIPT_FILENAME stands for the new file
  std::filesystem::path working_directory;  ///< empty: where revise runs
  std::string place;                        ///< "alembic.ini:30", where its type is said
};

/// What an ini says, checked and with the defaults filled in. All paths are absolute; what is
/// relative in the ini is relative to the ini's folder (docs/decisions/0002).
struct configuration {
  std::filesystem::path ini;  ///< as it was named, for messages; empty: none was read
  std::string section;        ///< "alembic" unless `-n` says otherwise
  std::filesystem::path here;

  std::filesystem::path script_location;
  std::vector<std::filesystem::path> version_locations;  ///< never empty, none twice
  bool recursive_version_locations = false;

  std::string file_template = "%(rev)s_%(slug)s";  ///< not checked here: see scaffold/file_name.h
  std::size_t truncate_slug_length = 40;
  std::string timezone;  ///< "UTC" or an IANA name; empty: the machine's local time
  std::vector<post_write_hook> post_write_hooks;

  std::string version_table = "alembic_version";
  std::string version_table_schema;  ///< empty: the connection's default schema

  std::string compiler;  ///< a name on PATH or an absolute path; empty: not said
  std::vector<std::string> compile_flags;
  std::vector<std::filesystem::path> include_dirs;
  std::vector<std::string> link_libraries;  ///< names, `-l…` and other flags, or absolute paths

  time_limit lock_wait = std::chrono::minutes(5);     ///< for revise's own lock; 0: do not wait
  time_limit lock_timeout = std::chrono::seconds(5);  ///< for a lock on a table; nothing: off
  unsigned lock_retries = 10;
  /// PostgreSQL's; 0: off, nothing: not said, so that the role's or the server's holds.
  time_limit statement_timeout;

  /// Why the ini may not say what is compiled and which programs run (config/trust.h); nothing: it
  /// may.
  std::optional<config_error> distrusted;
  std::optional<config_error> distrusted_dotenv;  ///< the same of the `.env` beside it
  std::string code_from_dotenv;  ///< the `.env`, where places, flags or hooks come from it in part
  std::vector<std::filesystem::path> trusted_folders;  ///< REVISE_TRUST (config/trust.h)

  /// What the ini was expanded with: the process environment, and the `.env` beside the ini.
  tool::environment environment;

  /// Unknown keys and the like, a line each, for stderr.
  std::vector<std::string> warnings;

  /// `FILE:LINE` of each key that the ini has, for the messages of those who use the value.
  std::map<std::string, std::string> places;

  /// `FILE:LINE` of `key`, or the ini alone where the ini does not have it.
  std::string place_of(const std::string& key) const;

  /// The database, or `config_error`: nobody says which, or the key that says so cannot be
  /// expanded. Only those who connect ask, so the others work without a URL.
  const configured_url& required_url() const;

  /// The database if one is said; nothing also where `required_url` would complain.
  std::optional<configured_url> url;
  std::optional<config_error> url_problem;  ///< why the key could not be expanded
};

/// What the command line and the process bring.
struct load_request {
  std::optional<std::filesystem::path> ini;  ///< `-c`
  std::optional<std::string> section;        ///< `-n`
  std::optional<std::string> url;            ///< `--url`
  tool::environment environment;
  /// Of versions that were compiled elsewhere, with what their ini said (built_in_settings.h): they
  /// need none here, and take of one that there is only the URL and what it says otherwise.
  std::optional<std::string> built_in;
  /// With it: an ini is read where `-c` names it, and not because it lies there.
  bool named_ini_only = false;
  /// Where `alembic.ini` is looked for, and what relative names of it start from; empty: where we
  /// are.
  std::filesystem::path working_directory;
};

/// The ini that `request` means: `-c`, else REVISE_CONFIG, else `alembic.ini` in the working
/// directory. It need not exist.
std::filesystem::path ini_path(const load_request& request);

/// Reads the ini that `request` means, and the `.env` beside it. Throws `config_error`, also where
/// there is none and none of it is built in.
configuration load_configuration(const load_request& request);

/// "5s", "500ms", "1min", "2h", "0" or "off". Throws `config_error` (without a place) on anything
/// else, and on what PostgreSQL's settings cannot hold (24 days).
time_limit parse_time_limit(std::string_view text);

/// The same, where a number alone is of seconds: the command line's `--wait 30`.
time_limit parse_wait(std::string_view text);

/// Every key that revise reads, `sqlalchemy.url` and those of `[post_write_hooks]` included (a
/// hook's own as `<name>.type`). `alembic.ini.example` explains each.
const std::vector<std::string>& known_keys();

}  // namespace revise::tool
