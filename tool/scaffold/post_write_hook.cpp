#include "scaffold/post_write_hook.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>

#include "util/error.h"
#include "util/process.h"

namespace revise::tool {

namespace {

constexpr std::string_view file_token = "REVISION_SCRIPT_FILENAME";

std::vector<std::string> argv_of(const post_write_hook& hook, const std::string& file) {
  std::vector<std::string> argv = {hook.executable};
  const bool names_file = std::any_of(
      hook.options.begin(), hook.options.end(),
      [](const std::string& option) { return option.find(file_token) != std::string::npos; });
  if (!names_file) argv.push_back(file);
  for (std::string option : hook.options) {
    for (std::size_t at = option.find(file_token); at != std::string::npos;
         at = option.find(file_token, at + file.size())) {
      option.replace(at, file_token.size(), file);
    }
    argv.push_back(std::move(option));
  }
  return argv;
}

}  // namespace

void check_post_write_hooks(const std::vector<post_write_hook>& hooks) {
  for (const post_write_hook& hook : hooks) {
    if (hook.type == "exec") continue;
    throw config_error(
        fmt::format("{}: post write hook '{}' is of type '{}', which revise cannot run", hook.place,
                    hook.name, hook.type),
        fmt::format("set '{0}.type = exec' and '{0}.executable = …', or remove it from 'hooks'",
                    hook.name));
  }
}

void run_post_write_hooks(const std::vector<post_write_hook>& hooks,
                          const std::filesystem::path& file,
                          const std::function<void(std::string_view)>& on_output) {
  check_post_write_hooks(hooks);
  const std::string absolute = std::filesystem::absolute(file).string();
  for (const post_write_hook& hook : hooks) {
    process_request request;
    request.argv = argv_of(hook, absolute);
    request.working_directory = hook.working_directory;
    request.output = process_output::capture;
    request.on_output = on_output;
    std::string why;
    try {
      const process_result result = run_process(request);
      if (!result.succeeded()) why = fmt::format("'{}': {}", hook.executable, describe_end(result));
    } catch (const error& e) {
      why = e.what();
    }
    if (why.empty()) continue;
    throw error(fmt::format("{}: post write hook '{}' failed: {}", hook.place, hook.name, why),
                fmt::format("the new file was written anyway: {}", file.string()));
  }
}

}  // namespace revise::tool
