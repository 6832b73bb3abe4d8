#include "util/process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <system_error>

#include "util/errno_text.h"
#include "util/error.h"

extern char** environ;

namespace revise {

namespace {

class descriptor {
 public:
  explicit descriptor(int fd = -1) : fd_(fd) {}
  descriptor(const descriptor&) = delete;
  descriptor& operator=(const descriptor&) = delete;
  ~descriptor() { close(); }

  int get() const { return fd_; }
  void reset(int fd) {
    close();
    fd_ = fd;
  }
  void close() {
    if (fd_ >= 0) ::close(fd_);
    fd_ = -1;
  }

 private:
  int fd_;
};

class spawn_actions {
 public:
  spawn_actions() { posix_spawn_file_actions_init(&actions_); }
  spawn_actions(const spawn_actions&) = delete;
  spawn_actions& operator=(const spawn_actions&) = delete;
  ~spawn_actions() { posix_spawn_file_actions_destroy(&actions_); }
  posix_spawn_file_actions_t* get() { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

// A program starts as it would from a shell: no signal is blocked, and SIGPIPE kills it even if
// this process ignores SIGPIPE.
class spawn_attributes {
 public:
  spawn_attributes() {
    posix_spawnattr_init(&attributes_);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes_, &none);
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    posix_spawnattr_setsigdefault(&attributes_, &defaults);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  spawn_attributes(const spawn_attributes&) = delete;
  spawn_attributes& operator=(const spawn_attributes&) = delete;
  ~spawn_attributes() { posix_spawnattr_destroy(&attributes_); }
  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

int wait_for(pid_t pid) {
  int status = 0;
  while (waitpid(pid, &status, 0) < 0) {
    if (errno == EINTR) continue;
    throw error(fmt::format("cannot wait for a program: {}", errno_text(errno)));
  }
  return status;
}

// Terminates and reaps a program whose output is no longer read, because of an exception.
class abandoned_child {
 public:
  explicit abandoned_child(pid_t pid) : pid_(pid) {}
  abandoned_child(const abandoned_child&) = delete;
  abandoned_child& operator=(const abandoned_child&) = delete;
  ~abandoned_child() {
    if (pid_ <= 0) return;
    kill(pid_, SIGTERM);
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
  }
  void release() { pid_ = -1; }

 private:
  pid_t pid_;
};

std::vector<std::string> environment_with(
    const std::vector<std::pair<std::string, std::string>>& additions) {
  std::vector<std::string> all;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    bool replaced = false;
    for (const auto& [name, value] : additions) {
      replaced = replaced || (text.starts_with(name) && text.substr(name.size()).starts_with('='));
    }
    if (!replaced) all.emplace_back(text);
  }
  for (const auto& [name, value] : additions) all.push_back(fmt::format("{}={}", name, value));
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  all.reserve(texts.size() + 1);
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

void refuse_what_cannot_be_passed(const process_request& request) {
  if (request.argv.empty() || request.argv.front().empty()) throw error("no program to run");
  for (const std::string& argument : request.argv) {
    if (argument.find('\0') != std::string::npos) {
      throw error(
          fmt::format("cannot run '{}': an argument contains a NUL byte", request.argv.front()));
    }
  }
  // posix_spawn reports ENOENT for a missing program and for a missing folder.
  std::error_code ignored;
  if (!request.working_directory.empty() &&
      !std::filesystem::is_directory(request.working_directory, ignored)) {
    throw error(fmt::format("cannot run '{}' in '{}': not a folder", request.argv.front(),
                            request.working_directory.string()));
  }
}

// execvp reports EACCES for a missing program if PATH has a folder that this process may not enter.
bool is_on_path(const std::string& program) {
  if (program.find('/') != std::string::npos) return true;
  const char* folders = getenv("PATH");
  std::string_view rest = folders == nullptr ? "" : folders;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    std::error_code ignored;
    if (std::filesystem::exists(std::filesystem::path(rest.substr(0, end)) / program, ignored)) {
      return true;
    }
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

std::string read_all(int fd, const std::function<void(std::string_view)>& on_output) {
  std::string all;
  std::array<char, 16384> buffer{};
  for (;;) {
    const ssize_t got = read(fd, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return all;
    const std::string_view piece(buffer.data(), static_cast<std::size_t>(got));
    all += piece;
    if (on_output) on_output(piece);
  }
}

}  // namespace

process_result run_process(const process_request& request) {
  refuse_what_cannot_be_passed(request);
  const bool capture = request.output == process_output::capture;

  spawn_actions actions;
  descriptor our_end;
  descriptor their_end;
  if (capture) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
      throw error(fmt::format("cannot run '{}': {}", request.argv.front(), errno_text(errno)));
    }
    our_end.reset(ends[0]);
    their_end.reset(ends[1]);
    posix_spawn_file_actions_addopen(actions.get(), STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(actions.get(), ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(actions.get(), ends[1], STDERR_FILENO);
  }
  if (!request.working_directory.empty()) {
    posix_spawn_file_actions_addchdir_np(actions.get(), request.working_directory.c_str());
  }

  std::vector<std::string> argv = request.argv;
  std::vector<std::string> environment = environment_with(request.environment);
  const spawn_attributes attributes;
  pid_t pid = 0;
  const int failure = posix_spawnp(&pid, argv.front().c_str(), actions.get(), attributes.get(),
                                   pointers(argv).data(), pointers(environment).data());
  if (failure != 0) {
    const bool is_missing = failure == EACCES && !is_on_path(argv.front());
    throw error(fmt::format("cannot run '{}': {}", argv.front(),
                            errno_text(is_missing ? ENOENT : failure)));
  }
  their_end.close();

  process_result result{-1, 0, {}};
  if (capture) {
    abandoned_child child(pid);
    result.output = read_all(our_end.get(), request.on_output);
    child.release();
  }
  const int status = wait_for(pid);
  if (WIFEXITED(status)) {
    result.exit_code = WEXITSTATUS(status);
  } else {
    result.signal = WTERMSIG(status);
  }
  return result;
}

std::string describe_end(const process_result& result) {
  if (result.signal == 0) return fmt::format("exit code {}", result.exit_code);
  std::string name;
  if (const char* text = sigdescr_np(result.signal); text != nullptr) {
    name = text;
    if (name[0] >= 'A' && name[0] <= 'Z') name[0] = static_cast<char>(name[0] - 'A' + 'a');
  }
  return fmt::format("signal {} ({})", result.signal, name.empty() ? "unknown" : name);
}

}  // namespace revise
