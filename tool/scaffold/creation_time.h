#pragma once

#include <cstdint>
#include <ctime>
#include <string>

namespace revise::tool {

/// A moment, as a clock in one time zone shows it.
struct creation_time {
  int year;
  int month;  ///< from 1
  int day;    ///< from 1
  int hour;
  int minute;
  int second;
  std::int64_t epoch;  ///< seconds since 1970-01-01 00:00 UTC
  std::string zone;    ///< "UTC", "CET", "+0530"
};

/// `at` in the zone `timezone`: "UTC", an IANA name such as "Europe/Berlin", or empty for the
/// machine's local time. Throws `config_error` (without a place) if the machine does not know the
/// zone. Changes the process's TZ for a moment, so it must not run while other threads do.
creation_time creation_time_in(const std::string& timezone, std::time_t at);

/// "2026-11-21 09:14 UTC".
std::string text_of(const creation_time& time);

}  // namespace revise::tool
