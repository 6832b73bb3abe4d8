#include "build/input_memory.h"

#include <algorithm>
#include <system_error>

#include "build/source_digest.h"
#include "util/error.h"
#include "util/hash.h"
#include "util/read_file.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

constexpr const char* inputs_file = "inputs";

void add(std::string& text, std::string_view field) { (text += field) += '\0'; }

void add_state(std::string& text, const std::optional<file_state>& state) {
  add(text, state ? state->text() : "none");
}

// `others` are the fields after the digest in the memory file.
std::string digest_of_all(const fs::path& folder, const build_inputs& inputs,
                          const fs::path& plugin, const std::vector<std::string_view>& others) {
  std::string all;
  all.reserve(256 * (inputs.sources.size() + inputs.sql.size() + others.size()) + 4096);
  add(all, inputs.recipe);
  for (const auto* files : {&inputs.sources, &inputs.sql, &inputs.libraries}) {
    add(all, std::to_string(files->size()));
    for (const source_input& file : *files) {
      add(all, file.path.native());
      add_state(all, file.state);
    }
  }
  add_state(all, file_state::of(plugin));
  add_state(all, file_state::of(folder / "compile_commands.json"));
  for (const std::string_view other : others) {
    add(all, other);
    add_state(all, file_state::of(folder / other));
  }
  return digest_of(all);
}

bool is_settled(const std::vector<source_input>& files, const timespec& now) {
  return std::all_of(files.begin(), files.end(), [&now](const source_input& file) {
    return file.state && file.state->is_settled(now);
  });
}

}  // namespace

bool is_built_from(const build_folder& folder, const build_inputs& inputs, const fs::path& plugin) {
  std::string text;
  try {
    text = read_file(folder.path() / inputs_file).value_or("");
  } catch (const error&) {
    return false;
  }
  std::vector<std::string_view> fields;
  for (std::string_view rest = text; !rest.empty();) {
    const std::size_t end = rest.find('\0');
    if (end == std::string_view::npos) return false;
    fields.push_back(rest.substr(0, end));
    rest.remove_prefix(end + 1);
  }
  if (fields.empty()) return false;
  const std::vector<std::string_view> others(fields.begin() + 1, fields.end());
  return digest_of_all(folder.path(), inputs, plugin, others) == fields[0];
}

void remember_inputs(const build_folder& folder, const build_inputs& inputs, const fs::path& plugin,
                     const std::vector<std::string>& others, const timespec& before) {
  bool is_certain = is_settled(inputs.sources, before) && is_settled(inputs.sql, before) &&
                    is_settled(inputs.libraries, before);
  for (const std::string& other : others) {
    const auto state = file_state::of(folder.path() / other);
    is_certain = is_certain && state && state->is_settled(before);
  }
  if (!is_certain) {
    std::error_code ignored;
    fs::remove(folder.path() / inputs_file, ignored);
    return;
  }
  const std::vector<std::string_view> names(others.begin(), others.end());
  std::string text;
  add(text, digest_of_all(folder.path(), inputs, plugin, names));
  for (const std::string& other : others) add(text, other);
  folder.write(inputs_file, text);
}

}  // namespace revise::tool
