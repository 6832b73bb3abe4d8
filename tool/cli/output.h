#pragma once

#include <string>
#include <string_view>

#include "cli/command_line.h"
#include "cli/program.h"

namespace revise::tool {

/// Writes a command's output: data to stdout, everything else to stderr.
class output {
 public:
  /// Reads NO_COLOR, and checks whether stderr is a terminal.
  explicit output(const global_options& options);

  bool is_json() const { return json_; }
  bool is_quiet() const { return quiet_; }
  bool is_verbose() const { return verbose_; }
  /// Whether stderr is a terminal, where a line can be overwritten.
  bool is_terminal() const { return terminal_; }

  /// Writes a line of data.
  void data(std::string_view line) const;

  /// Writes a line of data before the command ends. Writes nothing with --json: the document that
  /// is printed at the end contains the data.
  void early_data(std::string_view line) const {
    if (!json_) data(line);
  }

  /// Writes a line of progress or explanation, unless `-q` is given.
  void note(std::string_view line) const;

  /// Like `note`, but without a newline and flushed at once.
  void note_part(std::string_view text) const;

  // The following functions write even with `-q`.
  void warning(std::string_view text) const;
  /// Writes a line about an error, unchanged.
  void problem(std::string_view line) const;
  /// Writes a hint, worded for the running program (advice_for).
  void hint(const advice& given) const;
  std::string in_words(const advice& given) const { return advice_for(program_, given); }
  /// Writes `text` without a newline, and flushes it.
  void question(std::string_view text) const;

  /// `text` in red, yellow or bold for stderr, if colours are on.
  std::string red(std::string_view text) const { return colored("31", text); }
  std::string yellow(std::string_view text) const { return colored("33", text); }
  std::string bold(std::string_view text) const { return colored("1", text); }

  /// A line from a compiler that was asked for colours. They are kept if colours are on. Other
  /// control characters are replaced as in `printable`.
  std::string compiler_text(std::string_view line) const;

  /// Throws `error` if a write to stdout failed (for example on a full disk).
  void check() const;

 private:
  /// Flushes stdout, so that its text comes before the following text on stderr.
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

/// `text` with control characters escaped, except newline and tab: text from a file or a database
/// must not control the terminal.
std::string printable(std::string_view text);

/// `text` with control characters escaped, including newline and tab. For names from a database.
std::string printable_on_one_line(std::string_view text);

/// A path as the user would write it in the working directory: relative if it is below that
/// directory.
std::string shown_path(const std::string& path);

/// `text` with each path in it as shown_path would write it.
std::string shown_paths(std::string text);

/// "12 ms", "3.4 s", "2 min 5 s".
std::string duration_text(double seconds);

}  // namespace revise::tool
