#include "scaffold/creation_time.h"

#include <fmt/format.h>
#include <stdlib.h>

#include <filesystem>
#include <optional>
#include <system_error>

#include "util/error.h"

namespace revise::tool {

namespace {

// Sets TZ for the lifetime of the object. The C library reads zone files, with their rules for
// future years, only for TZ.
class zone_of_process {
 public:
  explicit zone_of_process(const std::string& zone) {
    if (const char* before = getenv("TZ"); before != nullptr) before_ = before;
    setenv("TZ", zone.c_str(), 1);
    tzset();
  }
  zone_of_process(const zone_of_process&) = delete;
  zone_of_process& operator=(const zone_of_process&) = delete;
  ~zone_of_process() {
    if (before_) {
      setenv("TZ", before_->c_str(), 1);
    } else {
      unsetenv("TZ");
    }
    tzset();
  }

 private:
  std::optional<std::string> before_;
};

bool is_utc(const std::string& timezone) {
  return timezone == "UTC" || timezone == "utc" || timezone == "Etc/UTC" || timezone == "Z";
}

// Whether `timezone` is the name of a file in the zones' folder. The C library silently treats any
// other name as UTC.
bool is_known(const std::string& timezone) {
  if (timezone.starts_with('/') || timezone.find("..") != std::string::npos) return false;
  const char* folder = getenv("TZDIR");
  const std::filesystem::path file =
      std::filesystem::path(folder == nullptr ? "/usr/share/zoneinfo" : folder) / timezone;
  std::error_code ignored;
  return std::filesystem::is_regular_file(file, ignored);
}

creation_time parts_of(const std::tm& t, std::time_t at, std::string zone) {
  return {t.tm_year + 1900,
          t.tm_mon + 1,
          t.tm_mday,
          t.tm_hour,
          t.tm_min,
          t.tm_sec,
          static_cast<std::int64_t>(at),
          std::move(zone)};
}

creation_time local_time(std::time_t at) {
  std::tm t{};
  tzset();  // localtime_r need not read TZ
  localtime_r(&at, &t);
  return parts_of(t, at, t.tm_zone);
}

}  // namespace

creation_time creation_time_in(const std::string& timezone, std::time_t at) {
  if (timezone.empty()) return local_time(at);
  if (is_utc(timezone)) {
    std::tm t{};
    gmtime_r(&at, &t);
    return parts_of(t, at, "UTC");
  }
  if (!is_known(timezone)) {
    throw config_error(
        fmt::format("timezone '{}' is not known on this machine", timezone),
        "use UTC or a name such as Europe/Berlin; the package tzdata provides the names");
  }
  const zone_of_process zone(":" + timezone);
  return local_time(at);
}

std::string text_of(const creation_time& time) {
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02} {}", time.year, time.month, time.day, time.hour,
                     time.minute, time.zone);
}

}  // namespace revise::tool
