#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <exception>

#include "cli/command.h"
#include "cli/command_line.h"
#include "cli/error_report.h"
#include "cli/interrupts.h"
#include "cli/outcome.h"
#include "cli/output.h"
#include "cli/stats.h"
#include "commands/bundled.h"
#include "commands/context.h"

using namespace revise::tool;

namespace {

int run(const std::vector<std::string>& words, global_options& options, stats& times) {
  const command_line line = parse_command_line(words, all_commands(), options);
  const output out(options);
  if (line.text) return print({.lines = {*line.text}}, out);
  if (options.stats) times.turn_on();
  context in(options, out, times);
  in.prepare(line.chosen->needed(line.entry->what));
  return print(line.chosen->run(in), out);
}

// Runs the command line. Exceptions are reported on stderr.
int run_and_tell(const std::vector<std::string>& words, global_options& options, stats& times) {
  try {
    try {
      return run(words, options, times);
    } catch (const revise::error&) {
      throw;
    } catch (const std::exception& e) {
      throw revise::error(e.what());
    }
  } catch (revise::error& e) {
    e.set_hint(advice_for(options.program, e.advised()));
    // --json also counts if the command line was understood only in part.
    options.json = options.json || std::find(words.begin(), words.end(), "--json") != words.end();
    report(e, output(options));
    return e.exit_code();
  }
}

// If a standard stream is closed (`revise … 2>&-`), the connection to the database would get its
// file descriptor, and lines of progress would be written into the connection. So the descriptor is
// filled with /dev/null, opened for the opposite direction: its use then fails.
void fill_closed_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(stream, F_GETFD) != -1) continue;
    [[maybe_unused]] const int taken =
        open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  }
}

}  // namespace

int main(int argc, char** argv) {
  fill_closed_streams();
  const std::vector<std::string> words(argv + 1, argv + argc);
  global_options options;
  options.program = this_program(argc > 0 ? argv[0] : "");
  // With `revise history | head -1` the write fails instead, and the failure is reported. The
  // signal would also end a run that must not stop half way.
  std::signal(SIGPIPE, SIG_IGN);
  // With `ulimit -f` the write fails with EFBIG, which revise and the compiler report.
  std::signal(SIGXFSZ, SIG_IGN);
  install_interrupts();
  stats times;
  const int exit_code = run_and_tell(words, options, times);
  if (times.is_on()) output(options).problem(times.table());
  return exit_code;
}
