#pragma once

#include <string>
#include <string_view>

#include "cli/command_line.h"
#include "cli/program.h"

namespace revise::tool {

/// Where a command's words go: data to stdout, everything else to stderr.
class output {
 public:
  /// Looks at NO_COLOR, and whether stderr is a terminal.
  explicit output(const global_options& options);

  bool is_json() const { return json_; }
  bool is_quiet() const { return quiet_; }
  bool is_verbose() const { return verbose_; }
  /// Whether stderr is a terminal, which may be rewritten.
  bool is_terminal() const { return terminal_; }

  /// A line of data.
  void data(std::string_view line) const;

  /// A line of progress or explanation; not with `-q`.
  void note(std::string_view line) const;

  /// As `note`, without a newline, and shown at once.
  void note_part(std::string_view text) const;

  // Shown also with `-q`.
  void warning(std::string_view text) const;
  /// A line about an error, as it is.
  void problem(std::string_view line) const;
  /// A line with what to do, and what it says for the program that runs (advice_for).
  void hint(const advice& given) const;
  std::string in_words(const advice& given) const { return advice_for(program_, given); }
  /// As `note_part`.
  void question(std::string_view text) const;

  /// `text` in red or yellow or bold on stderr, where colours are on.
  std::string red(std::string_view text) const { return colored("31", text); }
  std::string yellow(std::string_view text) const { return colored("33", text); }
  std::string bold(std::string_view text) const { return colored("1", text); }

  /// A line of a compiler that was asked for colours: they stay where colours are on. Other control
  /// characters are shown as `printable` does.
  std::string compiler_text(std::string_view line) const;

  /// Throws `error` when stdout did not take everything (a full disk).
  void check() const;

 private:
  /// What is on stdout comes before what is said next, where both go to one place.
  void flush() const;
  std::string colored(std::string_view code, std::string_view text) const;

  program program_;
  bool json_;
  bool quiet_;
  bool verbose_;
  bool terminal_;
  bool color_;
  mutable int failure_ = 0;  ///< the errno of the first write to stdout that failed
};

/// `text` without control characters other than newline and tab: what a file or a database says
/// must not steer a terminal.
std::string printable(std::string_view text);

/// The same on one line: a newline and a tab are written as the other control characters are. For
/// names that a database holds.
std::string printable_on_one_line(std::string_view text);

/// A path as a person at the working directory would write it: relative when it lies below.
std::string shown_path(const std::string& path);

/// The same for each path in a message.
std::string shown_paths(std::string text);

/// "12 ms", "3.4 s", "2 min 5 s".
std::string duration_text(double seconds);

}  // namespace revise::tool
