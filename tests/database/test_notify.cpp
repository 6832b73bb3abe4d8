#include <fstream>
#include <regex>

#include "database/live.h"
#include "operations/recorder.h"
#include "script/script_sink.h"
#include "support/temporary_folder.h"
#include "util/process.h"

namespace test_notify {

using namespace revise;
using namespace revise::test;

TEST_CASE("listeners get the payload as the migration gave it") {
  const postgres_database database;
  const temporary_folder folder;
  const argument_map none;
  script_sink sink(database_kind::postgresql);
  recorder op(sink, database_kind::postgresql, none);
  op.execute("listen jobs; listen \"Odd channel\"");
  op.notify("jobs");
  op.notify("Odd channel", "it's \"new\" \\n :x $$ %");
  const std::string file = (folder.path() / "script.sql").string();
  std::ofstream(file) << sink.text();
  process_request psql;
  psql.argv = {"psql", "-X", "-q", "-f", file, database.url()};
  psql.output = process_output::capture;
  CHECK(std::regex_replace(run_process(psql).output, std::regex("PID \\d+"), "PID") ==
        "Asynchronous notification \"jobs\" received from server process with PID.\n"
        "Asynchronous notification \"Odd channel\" with payload \"it's \"new\" \\n :x $$ %\" "
        "received from server process with PID.\n");
}

}  // namespace test_notify
