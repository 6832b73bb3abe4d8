#include "cli/crash_guard.h"

#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>

namespace revise::tool {

namespace {

struct crash_texts {
  std::string before;
  std::string after;
  std::vector<std::string_view> document;
};

constexpr std::array signals = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

// A signal handler can only use global variables.
volatile std::sig_atomic_t armed = 0;
crash_texts last_words;
std::array<struct sigaction, signals.size()> previous;
std::terminate_handler previous_terminate = nullptr;

void write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = write(file, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::string_view reason_of(int signal) {
  switch (signal) {
    case SIGSEGV:
      return "segmentation fault";
    case SIGBUS:
      return "bus error";
    case SIGFPE:
      return "arithmetic error";
    case SIGILL:
      return "illegal instruction";
    case SIGABRT:
      return "abort";
    default:
      return "signal";
  }
}

void tell(std::string_view reason) {
  write_all(STDERR_FILENO, last_words.before);
  write_all(STDERR_FILENO, reason);
  write_all(STDERR_FILENO, last_words.after);
  for (const std::string_view part : last_words.document) {
    write_all(STDOUT_FILENO, part.empty() ? reason : part);
  }
}

void on_signal(int signal) {
  if (armed == 0) {  // a crash of revise itself: use the default action
    std::signal(signal, SIG_DFL);
    std::raise(signal);
    return;
  }
  armed = 0;
  tell(reason_of(signal));
  _exit(1);
}

// `text` with only characters that are safe both on a terminal and within JSON.
std::string plain(const char* text) {
  std::string result;
  for (const char* c = text; *c != '\0'; ++c) {
    const bool shown = *c >= ' ' && *c < 0x7f;
    result += !shown ? ' ' : *c == '"' ? '\'' : *c == '\\' ? '/' : *c;
  }
  return result;
}

// The exception left a `noexcept` function, a destructor, a thread, or an initialiser at namespace
// scope.
std::string uncaught_exception() {
  const std::string what = "an uncaught exception";
  try {
    if (std::current_exception()) throw;
  } catch (const std::exception& e) {
    return what + ", " + plain(e.what());
  } catch (...) {
  }
  return what;
}

void on_terminate() {
  if (armed == 0) {
    previous_terminate();
    return;
  }
  armed = 0;
  tell(uncaught_exception());
  _exit(1);
}

void on_exit() {
  if (armed == 0) return;
  armed = 0;
  std::fflush(nullptr);
  tell("it called exit()");
  _exit(1);
}

}  // namespace

crash_guard::crash_guard() {
  // A separate stack, for a migration that has used up the normal one.
  static std::vector<char> stack(64UL * 1024);
  stack_t alternate{};
  alternate.ss_sp = stack.data();
  alternate.ss_size = stack.size();
  sigaltstack(&alternate, nullptr);
  struct sigaction action {};
  action.sa_handler = on_signal;
  action.sa_flags = SA_ONSTACK;
  for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], &action, &previous[i]);
  previous_terminate = std::set_terminate(on_terminate);
  [[maybe_unused]] static const int registered = std::atexit(on_exit);
  [[maybe_unused]] static const int registered_quick = std::at_quick_exit(on_exit);
}

crash_guard::~crash_guard() {
  armed = 0;
  std::set_terminate(previous_terminate);
  for (std::size_t i = 0; i < signals.size(); ++i) sigaction(signals[i], &previous[i], nullptr);
}

void crash_guard::say(std::string before, std::string after,
                      std::vector<std::string_view> document) {
  armed = 0;
  last_words = {std::move(before), std::move(after), std::move(document)};
  std::fflush(stdout);
  armed = 1;
}

void crash_guard::rest() { armed = 0; }

}  // namespace revise::tool
