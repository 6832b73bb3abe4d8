#include "plugin/plugin.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include "util/error.h"

namespace revise {

namespace {

// Replaces the path that the loader was given by the path that the user knows.
std::string loader_error(const std::string& loaded, const std::string& path) {
  const char* said = dlerror();  // NOLINT(concurrency-mt-unsafe)
  std::string text = said == nullptr ? "unknown error" : said;
  const std::size_t at = text.find(loaded);
  if (at != std::string::npos) text.replace(at, loaded.size(), path);
  return text;
}

}  // namespace

// RTLD_NOW: a missing symbol is found here, not in the middle of a migration. RTLD_LOCAL: two
// plugins never see each other's symbols.
plugin::plugin(const std::string& path)
    : file_(path), handle_(dlopen(file_.loadable().c_str(), RTLD_NOW | RTLD_LOCAL)) {
  if (handle_ == nullptr) {
    throw build_error(
        fmt::format("cannot load the plugin: {}", loader_error(file_.loadable(), path)),
        {remedy::rebuild, "the folder .revise"});
  }
  const auto entry = reinterpret_cast<plugin_entry>(dlsym(handle_, "revise_plugin"));
  if (entry == nullptr) {
    dlclose(handle_);
    throw build_error(fmt::format("'{}' is not a plugin of revise: {}", path,
                                  loader_error(file_.loadable(), path)));
  }
  contents_ = read_compiled(*entry());
}

plugin::~plugin() { dlclose(handle_); }

}  // namespace revise
