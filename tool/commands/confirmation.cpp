#include "commands/confirmation.h"

#include <fmt/format.h>
#include <unistd.h>

#include <iostream>
#include <string>

#include "cli/revision_text.h"
#include "review/foreseen_losses.h"

namespace revise::tool {

bool has_terminal() { return isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1; }

bool is_confirmed(context& in, const graph::plan& plan, recorded_plan& recorded) {
  const graph::revision_graph& graph = in.versions().graph();
  const foreseen_losses losses = losses_of(recorded, plan, in.database());
  if (plan.steps.size() == 1 && losses.tables.empty() && losses.unforeseen.empty()) return true;
  for (const graph::step& step : plan.steps) in.out().note(step_line(graph, step));
  // The question and its reasons are shown even with -q.
  for (const table_loss& loss : losses.tables) in.out().problem(printable(loss_text(loss)));
  for (const graph::node n : losses.unforeseen) {
    in.out().problem(fmt::format("it is not known in advance what '{}' removes", graph.at(n).id));
  }
  in.database().stay_connected();  // the user may take long to answer
  in.out().question(plan.steps.size() == 1
                        ? std::string("undo this revision? [y/N] ")
                        : fmt::format("undo these {} revisions? [y/N] ", plan.steps.size()));
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "y" || answer == "Y" || answer == "yes";
}

}  // namespace revise::tool
