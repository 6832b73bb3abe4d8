#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "build/compiler.h"
#include "cli/advice.h"
#include "cli/json_text.h"
#include "cli/outcome.h"
#include "commands/commands.h"
#include "commands/context.h"
#include "graph/target.h"
#include "util/process.h"

namespace revise::tool {

namespace {

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

// The editor with its own arguments ("code --wait"), split into words. No shell interprets them.
std::vector<std::string> find_editor() {
  const environment variables = environment::of_process();
  for (const char* name : {"VISUAL", "EDITOR"}) {
    const std::vector<std::string> words = words_of(variables.get(name).value_or(""));
    if (!words.empty()) return words;
  }
  for (const char* name : {"sensible-editor", "editor", "nano", "vim", "vi", "code"}) {
    if (!find_program(name).empty()) return {name};
  }
  throw error("no editor found", "export EDITOR=vim");
}

class edit_command final : public command {
 public:
  void declare(option_set& options) override {
    options.argument("REVISION", target_, "an id or its beginning, a label, head, heads, current");
  }

  outcome run(context& in) override {
    std::vector<std::string> paths;
    for (const graph::node n : shown(in)) paths.push_back(in.versions().graph().at(n).path);
    if (paths.empty()) {
      throw error(fmt::format("no revision matches '{}'", target_),
                  "revise history lists the revisions");
    }
    process_request request;
    request.argv = find_editor();
    request.argv.insert(request.argv.end(), paths.begin(), paths.end());
    const process_result result = run_process(request);
    if (!result.succeeded()) {
      throw error(
          fmt::format("the editor '{}' ended with {}", request.argv.front(), describe_end(result)));
    }
    return answer(in.out(), [&] { return json{{"paths", paths}}; });
  }

 private:
  std::vector<graph::node> shown(context& in) const {
    const graph::revision_graph& graph = in.versions().graph();
    const bool asks = graph::is_asking_the_database(target_);
    const graph::rows rows = asks ? in.rows() : graph::rows{};
    try {
      return graph::resolve_shown(graph, target_, asks ? &rows : nullptr);
    } catch (graph::target_error& e) {
      advise(e, graph, "edit");
      throw;
    }
  }

  std::string target_;
};

}  // namespace

std::unique_ptr<command> make_edit() { return std::make_unique<edit_command>(); }

}  // namespace revise::tool
