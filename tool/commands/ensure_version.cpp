#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/json_text.h"
#include "cli/outcome.h"
#include "commands/commands.h"
#include "commands/context.h"
#include "commands/offline.h"
#include "script/psql_format.h"

namespace revise::tool {

namespace {

class ensure_version_command final : public command {
 public:
  void declare(option_set& options) override {
    options.flag("--sql", sql_, "print the SQL instead of running it");
  }

  outcome run(context& in) override {
    if (sql_) return sql(in);
    const bool created = in.table().ensure();
    // A log of an older version of revise gets the columns that it lacks. If there is no log, the
    // first step makes it.
    if (in.log().exists()) in.log().ensure();
    in.out().note(fmt::format("{} {}", in.table().display_name(),
                              created ? "created" : "exists, nothing to do"));
    return answer(in.out(), [&] { return json{{"created", created}}; });
  }

 private:
  // Does not read the database.
  static outcome sql(context& in) {
    const database_kind kind = in.config().url ? in.url().kind : default_database;
    const script_table table = unseen_table(in, kind, true);
    return script_outcome(in, shell_opening(kind) + table.sql.create_if_missing() + ";\n",
                          [] { return json::object(); });
  }

  bool sql_ = false;
};

}  // namespace

std::unique_ptr<command> make_ensure_version() {
  return std::make_unique<ensure_version_command>();
}

}  // namespace revise::tool
