#include "database/connect_with_retries.h"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "database/backends.h"
#include "database/limit_text.h"
#include "database/sql_error.h"

namespace revise {

namespace {

using std::chrono::milliseconds;
using clock = std::chrono::steady_clock;

constexpr milliseconds pause(200);

std::string first_line(std::string_view text) {
  return std::string(text.substr(0, text.find('\n')));
}

}  // namespace

std::unique_ptr<connection> connect_with_retries(const database_url& url,
                                                 const notice_function& on_notice,
                                                 const server_wait& wait) {
  const clock::time_point start = clock::now();
  bool answered = false;
  bool reported = false;
  while (true) {
    const bool is_last = wait.limit && clock::now() >= start + *wait.limit;
    try {
      return connect(url, on_notice, wait.on_wait);
    } catch (const connection_error& e) {
      if (is_last || url.kind == database_kind::sqlite) throw;
      // The server may have become ready since the first refusal, so only a second refusal counts.
      const bool answers = !postgresql_may_answer_later(url);
      if (answers && answered) throw;
      answered = answers;
      if (answers) continue;
      if (wait.on_wait && !reported) {
        reported = true;
        wait.on_wait(fmt::format(
            "waiting for the server: {}{}", first_line(e.what()),
            wait.limit ? "; gives up after " + limit_text(*wait.limit) : std::string()));
      }
    }
    milliseconds left = pause;
    if (wait.limit) {
      left = std::clamp(std::chrono::ceil<milliseconds>(start + *wait.limit - clock::now()),
                        milliseconds(0), pause);
    }
    std::this_thread::sleep_for(left);
  }
}

}  // namespace revise
