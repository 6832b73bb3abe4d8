// shop URL: upgrades the database to the heads of both libraries, and prints its revisions.
#include <revise/migrator.h>
#include <revise_versions/audit.h>

#include <cstdio>

namespace {

void bring_up(const char* name, revise::migrator database) {
  for (const revise::migration_step& step : database.upgrade("head").steps) {
    std::printf("%s: %s\n", name, step.revision.c_str());
  }
  for (const std::string& row : database.current()) {
    std::printf("%s is at %s\n", name, row.c_str());
  }
}

}  // namespace

int main(int, char** arguments) {
  try {
    bring_up("shop", revise::migrator(arguments[1]));
    revise::migrator_options options;
    options.versions = revise_versions_audit();
    options.version_table = "audit_version";
    bring_up("audit", revise::migrator(arguments[1], options));
  } catch (const revise::error& e) {
    std::fprintf(stderr, "%s\n", e.what());
    for (const std::string& problem : e.problems()) std::fprintf(stderr, "  %s\n", problem.c_str());
    return 1;
  }
}
