#pragma once

/// Not part of <revise/migration.h>: for programs that run migrations (<revise/migrator.h>).

#include <string>

namespace revise {

/// What can be done about an error where the words depend on the program: the command line has an
/// option for it, a program with a migrator has a field of migrator_options.
enum class remedy : unsigned char {
  none,
  look,                  ///< read which revisions are applied
  look_and_repeat,       ///< read which revisions are applied, then run again
  wait_longer,           ///< allow a longer wait for the run lock; `detail` is another way out
  several_transactions,  ///< give each step a transaction of its own; `detail` is another way out
  statement_timeout,     ///< set a longer statement_timeout; `detail` says which one ended the SQL
  stop_above,            ///< downgrade no further than the revision `detail`
  build,                 ///< build the versions; `detail` is what has to be done after it
  rebuild,               ///< build the versions once `detail` is removed
};

/// The next thing to do about an error: a text, or a remedy that each program puts into its own
/// words.
class advice {
 public:
  advice() = default;
  // A hint is written as a plain text wherever its words fit every program.
  advice(std::string text) : text_(std::move(text)) {}  // NOLINT(google-explicit-constructor)
  advice(const char* text) : text_(text) {}             // NOLINT(google-explicit-constructor)
  /// `detail` is what `remedy` says of it, mostly empty.
  advice(remedy what, std::string detail = {});  // NOLINT(google-explicit-constructor)

  bool empty() const { return text_.empty(); }
  /// In words that name no command and no option.
  const std::string& text() const { return text_; }
  remedy what() const { return what_; }
  const std::string& detail() const { return detail_; }

 private:
  std::string text_;
  remedy what_ = remedy::none;
  std::string detail_;
};

}  // namespace revise
