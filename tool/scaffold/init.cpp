#include "scaffold/init.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "config/expansion.h"
#include "scaffold/template_text.h"
#include "scaffold/undo_list.h"
#include "scaffold/write_file.h"
#include "util/errno_text.h"
#include "util/error.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

// `folder` as written in an ini in `here`. A folder below `here` is written with %(here)s, so that
// both can be moved together.
std::string location_in_ini(const fs::path& folder, const fs::path& here) {
  const fs::path relative = folder.lexically_relative(here);
  const bool below = !relative.empty() && *relative.begin() != "..";
  const std::string plain = below ? relative.string() : folder.string();
  if (relative == ".") return "%(here)s";

  std::string escaped;
  for (const char c : plain) {
    escaped += c;
    if (c == '%') escaped += '%';
  }
  std::string location = below ? "%(here)s/" + escaped : escaped;
  // Some names cannot be written in an ini: those with a literal '${NAME}', with a line end, or
  // with a blank at the end.
  const expansion as_read{[](const std::string&) { return std::nullopt; }, here.string(), "ini"};
  bool is_read_back = plain.find_first_of("\r\n") == std::string::npos && !plain.ends_with(' ') &&
                      !plain.ends_with('\t');
  try {
    is_read_back = is_read_back && expand(location, as_read) == folder.string();
  } catch (const config_error&) {
    is_read_back = false;
  }
  if (!is_read_back) {
    throw error(fmt::format("the folder's name '{}' cannot be written in an ini", plain),
                "revise init DIR makes another");
  }
  return location;
}

fs::path without_last_slash(const fs::path& path) {
  return path.has_filename() || !path.has_relative_path() ? path : path.parent_path();
}

void refuse_what_is_in_the_way(const init_request& request) {
  std::error_code ignored;
  if (fs::exists(fs::symlink_status(request.ini, ignored))) {
    throw error(fmt::format("'{}' already exists", request.ini.string()),
                "revise -c FILE init DIR makes another ini");
  }
  const fs::file_status status = fs::status(request.folder, ignored);
  if (!fs::exists(status)) return;
  if (!fs::is_directory(status)) {
    throw error(fmt::format("'{}' already exists, and is not a folder", request.folder.string()),
                "revise init DIR makes another");
  }
  const bool is_empty = fs::is_empty(request.folder, ignored);
  if (!is_empty || ignored) {
    throw error(
        fmt::format("the folder '{}' already exists, and is not empty", request.folder.string()),
        "revise init DIR makes another");
  }
}

// A file whose name begins with a dot is stored as NAME.in, since hidden files are skipped when the
// templates are collected.
fs::path written_name(std::string_view stored) {
  if (stored == "gitignore.in") return ".gitignore";
  if (stored == "clangd.in") return ".clangd";
  return stored;
}

void add_missing_folders(std::vector<fs::path>& folders, const fs::path& folder) {
  std::error_code ignored;
  if (folder.empty() || fs::exists(folder, ignored)) return;
  if (std::find(folders.begin(), folders.end(), folder) != folders.end()) return;
  add_missing_folders(folders, folder.parent_path());
  folders.push_back(folder);
}

}  // namespace

init_plan plan_init(const init_request& request) {
  const template_set set = find_template_set(request.template_name);
  if (request.folder.empty()) throw error("the name of the folder is empty");
  if (request.ini.empty()) throw error("the name of the ini is empty");
  refuse_what_is_in_the_way(request);

  const fs::path here = fs::absolute(request.ini).lexically_normal().parent_path();
  const fs::path folder = without_last_slash(fs::absolute(request.folder).lexically_normal());
  const std::string location = location_in_ini(folder, here);

  init_plan plan;
  const fs::path shown = without_last_slash(request.folder);
  add_missing_folders(plan.folders, request.ini.parent_path());
  add_missing_folders(plan.folders, shown);
  add_missing_folders(plan.folders, shown / "versions");
  for (const template_set::file& file : set.files) {
    if (file.path == "alembic.ini.in") continue;
    plan.files.push_back({shown / written_name(file.path), std::string(file.text)});
  }
  // Git does not track empty folders.
  plan.files.push_back({shown / "versions" / ".gitkeep", ""});
  // The ini is last, so that it never exists without its folder.
  const named_template ini{"alembic.ini.in", std::string(set.text_of("alembic.ini.in"))};
  plan.files.push_back({request.ini, render_template(ini, {{"script_location", location}})});
  return plan;
}

void carry_out(const init_plan& plan) {
  undo_list made;
  for (const fs::path& folder : plan.folders) {
    std::error_code failure;
    const bool is_new = fs::create_directory(folder, failure);
    if (failure) {
      throw error(fmt::format("cannot make the folder '{}': {}", folder.string(),
                              errno_text(failure.value())));
    }
    if (is_new) made.add(folder);
  }
  for (const init_plan::file& file : plan.files) {
    write_new_file(file.path, file.text);
    made.add(file.path);
  }
  made.keep_all();
}

}  // namespace revise::tool
