#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "build/bundle_file.h"
#include "cli/json_text.h"
#include "cli/outcome.h"
#include "commands/commands.h"
#include "commands/context.h"

namespace revise::tool {

namespace {

class bundle_command final : public command {
 public:
  void declare(option_set& options) override {
    options.value("-o,--output", "FILE", output_, "the program to write");
    options.flag("--no-strip", keeps_symbols_, "keep the symbols, for a debugger");
  }

  void check() const override {
    if (!output_) throw usage_error("missing option -o FILE", "revise bundle -o FILE");
    if (output_->empty()) throw usage_error("-o is empty", "revise bundle -o FILE");
  }

  outcome run(context& in) override {
    const std::string path = std::filesystem::absolute(*output_).lexically_normal().string();
    require_bundle_parts();
    const bundle_result made = write(in, path);
    if (made.has_shared_libstdcxx) {
      in.out().note("the bundle needs libstdc++.so, because one of your shared libraries needs it");
    }
    in.out().note(fmt::format("{:.1f} MB", static_cast<double>(made.bytes) / 1e6));
    return answer(in.out(),
                  [&] {
                    return json{{"bundle", path}, {"bytes", made.bytes}};
                  },
                  {shown_path(path)});
  }

 private:
  bundle_result write(context& in, const std::string& path) const {
    try {
      return write_bundle(in.config(), in.sources(), in.observer(),
                          {.output = path, .is_stripped = !keeps_symbols_});
    } catch (const build_error&) {
      // If the graph is also wrong, its error is thrown instead, as in every other command.
      in.versions();
      throw;
    }
  }

  std::optional<std::string> output_;
  bool keeps_symbols_ = false;
};

}  // namespace

std::unique_ptr<command> make_bundle() { return std::make_unique<bundle_command>(); }

}  // namespace revise::tool
