#include "scaffold/creation_time.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include "test_config_folder.h"
#include "util/error.h"

namespace test_scaffold_creation_time {

using revise::config_error;
using revise::tool::creation_time;
using revise::tool::creation_time_in;
using revise::tool::text_of;

namespace {

constexpr std::time_t morning = 1795252440;  // 2026-11-21 09:14:00 UTC

}  // namespace

TEST_CASE("a moment is shown by the clocks of its zone") {
  CHECK(text_of(creation_time_in("UTC", morning)) == "2026-11-21 09:14 UTC");
  CHECK(text_of(creation_time_in("utc", morning)) == "2026-11-21 09:14 UTC");
  const creation_time t = creation_time_in("UTC", morning + 5);
  CHECK(t.year == 2026);
  CHECK(t.month == 11);
  CHECK(t.day == 21);
  CHECK(t.hour == 9);
  CHECK(t.minute == 14);
  CHECK(t.second == 5);
  CHECK(t.epoch == morning + 5);
}

TEST_CASE("a zone that nobody knows is an error, and TZ stays as it was") {
  const test_folder zones;
  zones.write("file", "x");
  const char* before = getenv("TZDIR");
  setenv("TZDIR", zones.path().c_str(), 1);
  for (const char* name : {"Mars/Olympus", "../file", "/etc/passwd", "."}) {
    CHECK(message_of<config_error>([&] { creation_time_in(name, morning); }) ==
          "timezone '" + std::string(name) +
              "' is not known on this machine\nhint: use UTC or a name such as Europe/Berlin; the "
              "package tzdata provides the names");
  }
  if (before == nullptr) {
    unsetenv("TZDIR");
  } else {
    setenv("TZDIR", before, 1);
  }
}

TEST_CASE("a named zone and the machine's own follow their rules") {
  // A POSIX time zone of this test: a machine without tzdata knows no others.
  setenv("TZ", "TEST-5:30", 1);
  CHECK(text_of(creation_time_in("", morning)) == "2026-11-21 14:44 TEST");
  if (std::filesystem::exists("/usr/share/zoneinfo/Europe/Berlin")) {
    CHECK(text_of(creation_time_in("Europe/Berlin", morning)) == "2026-11-21 10:14 CET");
    CHECK(text_of(creation_time_in("Europe/Berlin", morning - 120L * 86400)) ==
          "2026-07-24 11:14 CEST");
  }
  CHECK(std::string(getenv("TZ")) == "TEST-5:30");
  CHECK(text_of(creation_time_in("", morning)) == "2026-11-21 14:44 TEST");
  unsetenv("TZ");
}

}  // namespace test_scaffold_creation_time
