#pragma once

/// This header is not part of <revise/migration.h>: it is for programs that run migrations
/// (<revise/migrator.h>).

#include <string>

namespace revise {

/// What can be done about an error when the wording depends on the program: the command line has an
/// option for it, and a program with a migrator has a field of migrator_options.
enum class remedy : unsigned char {
  none,
  look,                  ///< check which revisions are applied
  look_and_repeat,       ///< check which revisions are applied, then run again
  wait_longer,           ///< allow a longer wait for the run lock; `detail` is an alternative
  several_transactions,  ///< give each step its own transaction; `detail` is an alternative
  statement_timeout,  ///< set a longer statement_timeout; `detail` says which timeout ended the SQL
  stop_above,         ///< downgrade no further than the revision `detail`
  build,              ///< build the versions; `detail` is what has to be done afterwards
  rebuild,            ///< build the versions once `detail` is removed
};

/// The next thing to do about an error: a text, or a remedy that each program words in its own way.
class advice {
 public:
  advice() = default;
  // A hint is a plain text if its words suit every program.
  advice(std::string text) : text_(std::move(text)) {}  // NOLINT(google-explicit-constructor)
  advice(const char* text) : text_(text) {}             // NOLINT(google-explicit-constructor)
  /// `detail` completes the remedy, as the comments on `remedy` say; it is usually empty.
  advice(remedy what, std::string detail = {});  // NOLINT(google-explicit-constructor)

  bool empty() const { return text_.empty(); }
  /// Returns the advice in words that name no command and no option.
  const std::string& text() const { return text_; }
  remedy what() const { return what_; }
  const std::string& detail() const { return detail_; }

 private:
  std::string text_;
  remedy what_ = remedy::none;
  std::string detail_;
};

}  // namespace revise
