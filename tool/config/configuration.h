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

/// How long an operation may take; nullopt means without limit (`off` in the ini).
using time_limit = std::optional<std::chrono::milliseconds>;

/// The database URL, and where it came from.
struct configured_url {
  enum class origin { option, ini, environment, dotenv };
  std::string text;  ///< as given, but expanded; it may contain a password, so it is never printed
  origin from;  ///< `--url`, the key `sqlalchemy.url`, or `DATABASE_URL` in the environment or in
                ///< `.env`
  std::string place;  ///< for messages: "--url", "alembic.ini:12", "DATABASE_URL" or ".env:3"
};

/// A program that runs on each new file, from `[post_write_hooks]`.
struct post_write_hook {
  std::string name;
  std::string type;                  ///< Alembic has several types; revise runs only `exec`
  std::string executable;            ///< a name on PATH, or an absolute path
  std::vector<std::string> options;  ///< REVISION_SCRIPT_FILENAME is replaced by the path of the
                                     ///< new file
  std::filesystem::path working_directory;  ///< empty: the working directory of revise
  std::string place;  ///< the place of the hook's type, such as "alembic.ini:30"
};

/// The settings of an ini, checked and with defaults filled in. All paths are absolute; a relative
/// path in the ini is relative to the ini's folder (docs/decisions/0002).
struct configuration {
  std::filesystem::path ini;  ///< as it was named, for messages; empty: no ini was read
  std::string section;        ///< "alembic", or the section that `-n` names
  std::filesystem::path here;

  std::filesystem::path script_location;
  std::vector<std::filesystem::path> version_locations;  ///< never empty, without duplicates
  bool recursive_version_locations = false;

  std::string file_template = "%(rev)s_%(slug)s";  ///< not checked here; see scaffold/file_name.h
  std::size_t truncate_slug_length = 40;
  std::string timezone;  ///< "UTC" or an IANA name; empty: the machine's local time
  std::vector<post_write_hook> post_write_hooks;

  std::string version_table = "alembic_version";
  std::string version_table_schema;  ///< empty: the connection's default schema

  std::string compiler;  ///< a name on PATH or an absolute path; empty if not set
  std::vector<std::string> compile_flags;
  std::vector<std::filesystem::path> include_dirs;
  std::vector<std::string> link_libraries;  ///< names, `-l…` and other flags, or absolute paths

  time_limit lock_wait = std::chrono::minutes(5);     ///< for revise's own lock; 0: do not wait
  time_limit lock_timeout = std::chrono::seconds(5);  ///< for a lock on a table; nullopt: off
  unsigned lock_retries = 10;
  /// PostgreSQL's statement_timeout. 0: off. Nullopt: not set, so the setting of the role or the
  /// server applies.
  time_limit statement_timeout;

  /// Why the ini is not trusted to decide what is compiled and which programs run (config/trust.h);
  /// nullopt if it is trusted.
  std::optional<config_error> distrusted;
  std::optional<config_error> distrusted_dotenv;  ///< why the `.env` beside the ini is not trusted
  std::string code_from_dotenv;  ///< the name of the `.env`, if paths, flags or hooks use its
                                 ///< variables
  std::vector<std::filesystem::path> trusted_folders;  ///< REVISE_TRUST (config/trust.h)

  /// The variables the ini was expanded with: the process environment and the `.env` beside the
  /// ini.
  tool::environment environment;

  /// Warnings for stderr, one line each, for example about unknown keys.
  std::vector<std::string> warnings;

  /// `FILE:LINE` of each known key that the ini has, for messages about its value.
  std::map<std::string, std::string> places;

  /// `FILE:LINE` of `key`, or the name of the ini if it does not have the key.
  std::string place_of(const std::string& key) const;

  /// The database URL. Throws `config_error` if none is set or if `sqlalchemy.url` cannot be
  /// expanded. Only commands that connect call this, so the others work without a URL.
  const configured_url& required_url() const;

  /// The database URL, if one is set and valid. Unlike required_url, reading it does not throw.
  std::optional<configured_url> url;
  std::optional<config_error> url_problem;  ///< why the URL could not be expanded
};

/// The settings that come from the command line and the process.
struct load_request {
  std::optional<std::filesystem::path> ini;  ///< `-c`
  std::optional<std::string> section;        ///< `-n`
  std::optional<std::string> url;            ///< `--url`
  tool::environment environment;
  /// For versions that were compiled elsewhere: the settings of their ini (built_in_settings.h).
  /// Such versions need no ini on this machine. If there is one, only its URL and its other
  /// settings of the database are read.
  std::optional<std::string> built_in;
  /// With `built_in`: read an ini only if `-c` names it; ignore one that merely exists.
  bool named_ini_only = false;
  /// The folder to look for `alembic.ini` in, and the start of relative ini names. Empty: the
  /// process's working directory.
  std::filesystem::path working_directory;
};

/// The path of the ini: `-c`, else REVISE_CONFIG, else `alembic.ini` in the working directory. The
/// file need not exist.
std::filesystem::path ini_path(const load_request& request);

/// Reads the ini at ini_path(request), and the `.env` beside it. Throws `config_error`, also if the
/// ini does not exist and no settings are built in.
configuration load_configuration(const load_request& request);

/// Parses "5s", "500ms", "1min", "2h", "0" or "off". Throws `config_error` (without a place) for
/// any other text, and for a time that PostgreSQL's settings cannot hold (more than 24 days).
time_limit parse_time_limit(std::string_view text);

/// Like parse_time_limit, but a bare number means seconds: the command line's `--wait 30`.
time_limit parse_wait(std::string_view text);

/// Every key that revise reads, including `sqlalchemy.url` and the keys of `[post_write_hooks]` (a
/// hook's own keys as `<name>.type`). `alembic.ini.example` explains each.
const std::vector<std::string>& known_keys();

}  // namespace revise::tool
