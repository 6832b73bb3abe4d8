#include "build/bundle_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <system_error>

#include "build/build_folder.h"
#include "build/shipped_objects.h"
#include "util/process.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

// cmake/bundle_parts.cmake collects these archives.
constexpr std::array archive_names = {
    "librevise_main.a", "librevise_tool.a",     "librevise_runtime.a",
    "librevise_fmt.a",  "libsoci_postgresql.a", "libsoci_sqlite3.a",
    "libsoci_core.a",   "libsqlite3.a",         "libutf8proc.a"};

// Libraries that a bundle already contains, spelled as the ini may name them for plugins.
constexpr std::array inside = {"-lsoci_core", "-lsoci_postgresql", "-lsoci_sqlite3", "-lsqlite3",
                               "-lpq"};

// The `lib/revise` folder beside the folder of this program. The path is the same in an
// installation and in a build tree.
fs::path parts_folder() {
  std::error_code unknown;
  const fs::path self = fs::read_symlink("/proc/self/exe", unknown);
  return self.parent_path().parent_path() / "lib" / "revise";
}

std::vector<std::string> find_parts() {
  std::vector<std::string> found;
  std::error_code ignored;
  for (const char* name : archive_names) {
    const fs::path path = parts_folder() / name;
    if (!fs::exists(path, ignored)) {
      throw build_error("this revise was installed without the libraries that bundles are made of",
                        "revise build -o FILE.so makes a plugin for a machine with revise on it",
                        {fmt::format("'{}' does not exist", path.string())});
    }
    found.push_back(path.string());
  }
  return found;
}

class linker {
 public:
  linker(const shipped_objects& all, const bundle_request& request)
      : all_(all), request_(request), parts_(find_parts()) {}

  void link(bool shared_libstdcxx) const {
    std::vector<std::string> arguments = all_.recipe.link_flags;
    const auto add = [&arguments](const std::vector<std::string>& more) {
      arguments.insert(arguments.end(), more.begin(), more.end());
    };
    add({"-pie", "-Wl,--as-needed", "-Wl,--gc-sections", "-static-libgcc"});
    if (!shared_libstdcxx) arguments.emplace_back("-static-libstdc++");
    if (request_.is_stripped) arguments.emplace_back("-s");
    add(all_.objects);
    std::vector<std::string> own = all_.recipe.libraries;
    std::erase_if(own, [](const std::string& library) {
      return std::find(inside.begin(), inside.end(), library) != inside.end();
    });
    // The user's libraries come first, so that the linker takes the symbols that they need from the
    // parts.
    add(own);
    arguments.emplace_back("-Wl,--start-group");
    add(parts_);
    add({"-Wl,--end-group", "-l:libpq.so.5", "-o", name});
    link_to_ship(
        all_, arguments,
        fmt::format("add what is missing to 'link_libraries' in the ini; this revise was built by "
                    "a compiler of version {}, and bundles need that version or a newer one",
                    __VERSION__));
  }

  /// Whether the loader would load a shared libstdc++ for the bundle, directly or through another
  /// library.
  bool loads_libstdcxx() const {
    process_request trace = start();
    trace.environment.emplace_back("LD_TRACE_LOADED_OBJECTS", "1");
    return run_process(trace).output.find("libstdc++.so") != std::string::npos;
  }

  /// Throws unless the bundle starts, which shows that its parts fit together.
  void try_it() const {
    process_request trial = start();
    trial.argv.emplace_back("--version");
    const process_result result = run_process(trial);
    if (result.succeeded()) return;
    std::vector<std::string> said;
    for (std::size_t at = 0; at < result.output.size();) {
      const std::size_t end = std::min(result.output.find('\n', at), result.output.size());
      said.push_back(result.output.substr(at, end - at));
      at = end + 1;
    }
    throw build_error(fmt::format("the bundle does not run: {}", describe_end(result)), {}, said);
  }

  static constexpr const char* name = "bundle";

 private:
  // A request that starts the bundle on this machine, where the user's libraries are in other
  // folders than on the target machine.
  process_request start() const {
    process_request request;
    request.argv = {(all_.folder / name).string()};
    request.output = process_output::capture;
    const char* const given = std::getenv("LD_LIBRARY_PATH");  // NOLINT(concurrency-mt-unsafe)
    std::string folders = given == nullptr ? "" : given;
    for (const std::string& folder : all_.library_folders) {
      folders += (folders.empty() ? "" : ":") + folder;
    }
    if (!folders.empty()) request.environment = {{"LD_LIBRARY_PATH", folders}};
    return request;
  }

  const shipped_objects& all_;
  const bundle_request& request_;
  std::vector<std::string> parts_;
};

}  // namespace

void require_bundle_parts() { find_parts(); }

bundle_result write_bundle(const configuration& config, const std::vector<fs::path>& sources,
                           const build_observer& observer, const bundle_request& request) {
  const build_folder folder(config);
  const shipped_objects all = compile_to_ship(folder, config, sources, observer);
  const linker parts_and_objects(all, request);
  bundle_result result;
  parts_and_objects.link(false);
  // With two copies of libstdc++ in one process, an exception thrown through one copy cannot be
  // caught through the other.
  result.has_shared_libstdcxx = parts_and_objects.loads_libstdcxx();
  if (result.has_shared_libstdcxx) parts_and_objects.link(true);
  parts_and_objects.try_it();
  put_in_place(all.folder / linker::name, request.output);
  std::error_code ignored;
  result.bytes = fs::file_size(request.output, ignored);
  return result;
}

}  // namespace revise::tool
