#include "engine/replay.h"

#include "engine/run.h"

namespace revise {

namespace {

class silent_observer final : public run_observer {
  void step_started(const run_result&, std::size_t) override {}
  void step_done(const run_result&, std::size_t) override {}
  void step_failed(const run_result&, std::size_t) override {}
};

}  // namespace

void replay(const versions& all, const std::vector<graph::node>& rows,
            const argument_map& arguments, const std::string& version_table_name,
            connection& database) {
  version_table table(database, version_table_name, "");
  silent_observer observer;
  std::vector<graph::node> reached;
  for (const graph::node row : rows) {
    const graph::plan plan = graph::plan_upgrade(all.graph(), graph::rows_at(all.graph(), reached),
                                                 all.graph().at(row).id);
    const run_settings settings{
        .superfluous_rows = {}, .arguments = arguments, .limits = {}, .is_interrupted = {}};
    run(all, plan, settings, database, table, observer);
    reached.push_back(row);
  }
}

}  // namespace revise
