// A service that migrates its database when it starts. DATABASE_URL is the database, and
// EMBEDDING_DIMENSIONS the length of the vectors of its model.
#include <revise/error.h>

#include <cstdlib>
#include <iostream>
#include <string>

#include "database.h"

namespace {

knowledge::settings settings_of_environment() {
  const char* url = std::getenv("DATABASE_URL");
  if (url == nullptr) throw std::runtime_error("DATABASE_URL is not set");
  knowledge::settings result{.database_url = url};
  if (const char* dimensions = std::getenv("EMBEDDING_DIMENSIONS")) {
    result.embedding_dimensions = dimensions;
  }
  return result;
}

}  // namespace

int main() {
  const auto log = [](std::string_view line) { std::clog << line << '\n'; };
  try {
    knowledge::bring_up_database(settings_of_environment(), log);
  } catch (const revise::error& error) {
    log(error.what());
    for (const std::string& problem : error.problems()) log(problem);
    if (!error.hint().empty()) log(error.hint());
    return 1;
  } catch (const std::exception& error) {
    log(error.what());
    return 1;
  }
  std::cout << "ready\n";  // the service would handle requests here
}
