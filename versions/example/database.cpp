#include "database.h"

#include <revise/migrator.h>

namespace knowledge {

void bring_up_database(const settings& with, const std::function<void(std::string_view)>& log) {
  revise::migrator_options options;
  // Corresponds to `revise upgrade -x embedding_dimensions=768`.
  options.arguments["embedding_dimensions"] = with.embedding_dimensions;
  options.on.message = log;
  options.on.step_done = [&](const revise::migration_step& step) {
    log("migrated to " + step.revision + ", " + step.message);
  };
  revise::migrator(with.database_url, options).upgrade("knowledge@head");
}

}  // namespace knowledge
