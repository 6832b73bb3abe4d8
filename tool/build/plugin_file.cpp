#include "build/plugin_file.h"

#include "build/build_folder.h"
#include "build/shipped_objects.h"

namespace revise::tool {

void write_plugin_file(const configuration& config,
                       const std::vector<std::filesystem::path>& sources,
                       const build_observer& observer, const std::filesystem::path& output) {
  const build_folder folder(config);
  const shipped_objects all = compile_to_ship(folder, config, sources, observer);
  std::vector<std::string> arguments = {"-shared"};
  const auto add = [&arguments](const std::vector<std::string>& more) {
    arguments.insert(arguments.end(), more.begin(), more.end());
  };
  add(all.recipe.link_flags);
  add(all.objects);
  add(all.recipe.libraries);
  arguments.insert(arguments.end(), {"-o", "plugin.so"});
  link_to_ship(all, arguments, "add what is missing to 'link_libraries' in the ini");
  put_in_place(all.folder / "plugin.so", output);
}

}  // namespace revise::tool
