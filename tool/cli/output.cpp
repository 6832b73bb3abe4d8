#include "cli/output.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "build/compiler_words.h"
#include "util/errno_text.h"
#include "util/error.h"

namespace revise::tool {

namespace {

// fmt::print throws if it cannot write, but a lost line of progress is no reason to stop a run.
bool write_line(std::FILE* stream, std::string_view line) {
  const bool written = std::fwrite(line.data(), 1, line.size(), stream) == line.size();
  return std::fputc('\n', stream) != EOF && written;
}

// The working directory, with a slash at its end; empty if it no longer exists.
std::string working_directory() {
  std::error_code failure;
  const std::string here = std::filesystem::current_path(failure).string();
  if (failure) return {};
  return here == "/" ? here : here + '/';
}

bool wants_color(const std::string& choice, bool terminal) {
  if (choice == "always") return true;
  if (choice == "never") return false;
  const char* no_color = std::getenv("NO_COLOR");  // NOLINT(concurrency-mt-unsafe)
  return terminal && (no_color == nullptr || *no_color == '\0');
}

}  // namespace

output::output(const global_options& options)
    : program_(options.program),
      json_(options.json),
      quiet_(options.quiet),
      verbose_(options.verbose),
      terminal_(isatty(STDERR_FILENO) == 1),
      color_(wants_color(options.color, terminal_)) {}

void output::data(std::string_view line) const {
  if (!write_line(stdout, line) && failure_ == 0) failure_ = errno;
}

void output::note(std::string_view line) const {
  if (!quiet_) problem(line);
}

void output::note_part(std::string_view text) const {
  if (!quiet_) question(text);
}

void output::problem(std::string_view line) const {
  flush();
  write_line(stderr, line);
}

void output::hint(const advice& given) const {
  const std::string shown = in_words(given);
  if (!shown.empty()) problem(fmt::format("{} {}", bold("hint:"), shown));
}

void output::question(std::string_view text) const {
  flush();
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

void output::warning(std::string_view text) const {
  problem(fmt::format("revise: {} {}", yellow("warning:"), printable(text)));
}

void output::flush() const {
  if (std::fflush(stdout) != 0 && failure_ == 0) failure_ = errno;
}

void output::check() const {
  flush();
  if (failure_ != 0) {
    throw error(fmt::format("cannot write to stdout: {}", errno_text(failure_)));
  }
}

std::string output::colored(std::string_view code, std::string_view text) const {
  return color_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

std::string output::compiler_text(std::string_view line) const {
  if (!color_) return printable(without_colors(line));
  std::string result;
  std::size_t from = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t color = color_length(line.substr(at));
    if (color == 0) {
      ++at;
      continue;
    }
    result += printable(line.substr(from, at - from));
    result += line.substr(at, color);
    from = at += color;
  }
  return result += printable(line.substr(from));
}

std::string printable(std::string_view text) {
  const auto byte = [text](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  // U+0080 to U+009F are control characters too: terminals take U+009B for ESC [.
  const auto is_upper_control = [&byte](std::size_t i) {
    return byte(i) == 0xc2 && byte(i + 1) >= 0x80 && byte(i + 1) < 0xa0;
  };
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_control = (byte(i) < 0x20 && text[i] != '\n' && text[i] != '\t') ||
                            byte(i) == 0x7f || is_upper_control(i) ||
                            (i > 0 && is_upper_control(i - 1));
    result += is_control ? fmt::format("\\x{:02x}", byte(i)) : std::string(1, text[i]);
  }
  return result;
}

std::string printable_on_one_line(std::string_view text) {
  std::string result;
  for (const char c : printable(text)) {
    result += c == '\n' || c == '\t' ? fmt::format("\\x{:02x}", static_cast<unsigned>(c))
                                     : std::string(1, c);
  }
  return result;
}

std::string shown_path(const std::string& path) {
  const std::string here = working_directory();
  return !here.empty() && path.starts_with(here) ? path.substr(here.size()) : path;
}

std::string shown_paths(std::string text) {
  const std::string here = working_directory();
  if (here.size() < 2) return text;  // a '/' may begin any path
  for (std::size_t at = 0; (at = text.find(here, at)) != std::string::npos;) {
    if (at == 0 || text[at - 1] == ' ' || text[at - 1] == '\'') {
      text.erase(at, here.size());
    } else {
      at += here.size();
    }
  }
  return text;
}

std::string duration_text(double seconds) {
  if (seconds < 0.9995) return fmt::format("{:.0f} ms", seconds * 1000);
  if (seconds < 59.95) return fmt::format("{:.1f} s", seconds);
  const long whole = std::lround(seconds);
  return fmt::format("{} min {} s", whole / 60, whole % 60);
}

}  // namespace revise::tool
