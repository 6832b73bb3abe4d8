#include "scaffold/new_revision.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <system_error>

#include "config/trust.h"
#include "scaffold/creation_time.h"
#include "scaffold/file_name.h"
#include "scaffold/post_write_hook.h"
#include "scaffold/slug.h"
#include "scaffold/template_set.h"
#include "scaffold/undo_list.h"
#include "scaffold/write_file.h"
#include "util/errno_text.h"
#include "util/error.h"
#include "util/read_file.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

// Runs `action`, and adds the place of `key` to a config_error that it throws.
template <typename Action>
auto blaming(const configuration& config, const std::string& key, Action action) {
  try {
    return action();
  } catch (const config_error& e) {
    throw config_error(fmt::format("{}: {}", config.place_of(key), e.what()), e.advised());
  }
}

// The user's template if there is one, else revise's own.
named_template template_for(const configuration& config, const char* file) {
  const fs::path own = config.script_location / file;
  require_trusted(config, {own}, "the template is not used");
  if (std::optional<std::string> text = read_file(own)) return {own.string(), std::move(*text)};
  const template_set set = find_template_set(default_template_set);
  return {file, std::string(set.text_of(file))};
}

bool is_below(const fs::path& path, const fs::path& folder) {
  const fs::path relative = path.lexically_relative(folder);
  return !relative.empty() && *relative.begin() != "..";
}

fs::path version_path(const configuration& config, const fs::path& asked) {
  const std::vector<fs::path>& all = config.version_locations;
  if (asked.empty() && all.size() == 1) return all.front();
  std::string folders;
  for (const fs::path& folder : all) {
    folders += fmt::format("{}'{}'", folders.empty() ? "" : ", ", folder.string());
  }
  if (asked.empty()) {
    throw config_error(fmt::format("{}: there is more than one version location: {}",
                                   config.place_of("version_locations"), folders),
                       "--version-path FOLDER names the one for a new base");
  }
  fs::path absolute = fs::absolute(asked).lexically_normal();
  if (!absolute.has_filename()) absolute = absolute.parent_path();
  const bool is_known = std::any_of(all.begin(), all.end(), [&](const fs::path& folder) {
    return absolute == folder || (config.recursive_version_locations && is_below(absolute, folder));
  });
  if (!is_known) {
    throw config_error(
        fmt::format("'{}' is not one of the version locations: {}", asked.string(), folders),
        "add it to version_locations in the ini");
  }
  const bool is_hidden = std::all_of(all.begin(), all.end(), [&](const fs::path& folder) {
    const fs::path relative = absolute.lexically_relative(folder);
    return !is_below(absolute, folder) ||
           std::any_of(relative.begin(), relative.end(), [](const fs::path& element) {
             return element != "." && element.native().starts_with('.');
           });
  });
  if (is_hidden) {
    throw config_error(fmt::format(
        "'{}' is below a hidden folder, and migrations are not read from there", asked.string()));
  }
  return absolute;
}

}  // namespace

planned_revision plan_revision(const configuration& config, const revision_request& request) {
  check_post_write_hooks(config.post_write_hooks);
  require_trusted_hooks(config);
  const fs::path folder = version_path(config, request.version_path);
  const creation_time created = blaming(
      config, "timezone", [&] { return creation_time_in(config.timezone, request.created_at); });
  const file_name_parts parts{request.revision,
                              slug_of(request.message, config.truncate_slug_length), created};
  const fs::path name = blaming(config, "file_template", [&] {
    return file_name_of(config.file_template, parts, config.recursive_version_locations);
  });
  migration_fields fields{.revision = request.revision,
                          .down_revision = request.down_revision,
                          .depends_on = request.depends_on,
                          .branch_labels = request.branch_labels,
                          .message = request.message,
                          .created = text_of(created),
                          .upgrade_file = {},
                          .downgrade_file = {}};
  planned_revision planned{.path = folder / name, .text = {}, .sql = {}};
  if (request.with_sql) {
    const named_template from = template_for(config, sql_template_file);
    fields.upgrade_file = planned.path.stem().string() + ".up.sql";
    fields.downgrade_file = planned.path.stem().string() + ".down.sql";
    const fs::path beside = planned.path.parent_path();
    planned.sql = {{beside / fields.upgrade_file, render_sql(from, fields, "upgrade")},
                   {beside / fields.downgrade_file, render_sql(from, fields, "downgrade")}};
  }
  planned.text = render_migration(template_for(config, migration_template_file), fields);
  return planned;
}

void write_revision(const configuration& config, const planned_revision& revision,
                    const std::function<void(std::string_view)>& on_output) {
  // The migration is written last, so that all its files exist once it exists.
  std::vector<planned_revision::file> files = revision.sql;
  files.push_back({revision.path, revision.text});
  std::error_code ignored;
  for (const planned_revision::file& file : files) {
    if (fs::exists(fs::symlink_status(file.path, ignored))) {
      throw error(
          fmt::format("'{}' already exists", file.path.string()),
          "another --rev-id or message makes another name; so does file_template in the ini");
    }
  }
  const fs::path folder = revision.path.parent_path();
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) {
    throw error(fmt::format("cannot make the folder '{}': {}", folder.string(),
                            errno_text(failure.value())));
  }
  undo_list made;
  for (const planned_revision::file& file : files) {
    write_new_file(file.path, file.text);
    made.add(file.path);
  }
  made.keep_all();
  run_post_write_hooks(config.post_write_hooks, revision.path, on_output);
}

}  // namespace revise::tool
