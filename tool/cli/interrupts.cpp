#include "cli/interrupts.h"

#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <string_view>

namespace revise::tool {

namespace {

// A signal handler can only use global variables.
std::atomic<connection*> running = nullptr;
std::atomic<bool> interrupted = false;
std::atomic<bool> is_over = false;  // a run has ended, successfully or not
std::atomic<bool> on_terminal = false;

constexpr int interrupted_exit_code = 130;

void say(std::string_view message) {
  [[maybe_unused]] const auto written = write(STDERR_FILENO, message.data(), message.size());
}

void on_interrupt(int) {
  const int saved_errno = errno;
  connection* const database = running.load();
  // After a run has ended, only its short report is left, so the process may finish.
  const bool may_end = database == nullptr && !is_over;
  if (interrupted.exchange(true) || may_end) {
    say("\nrevise: interrupted\n");
    _exit(interrupted_exit_code);
  }
  if (database != nullptr) {
    if (on_terminal) say("\nrevise: stopping; Ctrl-C again ends it at once\n");
    database->cancel();
  }
  errno = saved_errno;
}

}  // namespace

void install_interrupts() {
  on_terminal = isatty(STDERR_FILENO) == 1;
  struct sigaction action {};
  action.sa_handler = on_interrupt;
  action.sa_flags = SA_RESTART;
  for (const int signal : {SIGINT, SIGTERM}) {
    struct sigaction before {};
    // A process that was started to ignore the signal (by nohup, or by a shell's `&`) keeps
    // ignoring it.
    if (sigaction(signal, nullptr, &before) == 0 && before.sa_handler == SIG_IGN) continue;
    sigaction(signal, &action, nullptr);
  }
}

bool is_interrupted() { return interrupted.load(); }

cancellable_run::cancellable_run(connection& database) {
  is_over = false;
  running = &database;
}

cancellable_run::~cancellable_run() {
  is_over = true;
  running = nullptr;
}

}  // namespace revise::tool
