#pragma once

#include <initializer_list>

#include <revise/duration.h>
#include <revise/location.h>
#include <revise/string_ref.h>

namespace revise {

class operations;

/// Says that a revision cannot be undone: `.downgrade = irreversible`. A plan that would have to
/// downgrade it is refused before any step runs.
struct irreversible_t {};
inline constexpr irreversible_t irreversible{};

/// Says that the downgrade is the upgrade in reverse: `.downgrade = reversed`. What the upgrade
/// creates or adds is dropped, and what it renames gets its old name back. If an upgrade contains
/// anything else, a plan that would have to downgrade it is refused before any step runs.
struct reversed_t {};
inline constexpr reversed_t reversed{};

/// A function of a migration. It has no default constructor: a migration that leaves out `upgrade`
/// or `downgrade` does not compile.
class step_function {
 public:
  using pointer = void (*)(operations&);

  step_function() = delete;
  step_function(decltype(nullptr)) = delete;
  /// A function, or a lambda that captures nothing.
  template <class Function>
  requires requires(Function f) { static_cast<pointer>(f); }
  constexpr step_function(Function function)  // NOLINT(google-explicit-constructor)
      : function_(static_cast<pointer>(function)) {}

  constexpr pointer get() const { return function_; }

 protected:
  struct none {};
  constexpr explicit step_function(none) : function_(nullptr) {}

 private:
  pointer function_;
};

/// The downgrade: a function, `reversed` or `irreversible`.
class downgrade_function : public step_function {
 public:
  using step_function::step_function;
  constexpr downgrade_function(irreversible_t)  // NOLINT(google-explicit-constructor)
      : step_function(none{}) {}
  constexpr downgrade_function(reversed_t)  // NOLINT(google-explicit-constructor)
      : step_function(none{}), is_reversed_(true) {}

  constexpr bool is_reversed() const { return is_reversed_; }
  constexpr bool is_irreversible() const { return get() == nullptr && !is_reversed_; }

 private:
  bool is_reversed_ = false;
};

/// A check that runs after the upgrade: a function, or nothing.
class verify_function : public step_function {
 public:
  using step_function::step_function;
  constexpr verify_function() : step_function(none{}) {}

  constexpr bool is_given() const { return get() != nullptr; }
  constexpr bool may_write() const { return may_write_; }

 private:
  friend constexpr verify_function rolled_back(verify_function check);

  bool may_write_ = false;
};

/// Wraps a check that has to write: `.verify = rolled_back(check)`. Everything that the check does
/// is rolled back, whatever its result.
constexpr verify_function rolled_back(verify_function check) {
  return check.may_write_ = true, check;
}

struct registered;

namespace detail {

/// Links a migration into the list of its plugin when it is constructed. It allocates nothing.
struct registration {
  explicit registration(const registered* self, location where = location::here());
  const registered* next;
  location where;
};

/// The head of the list. It is hidden, because otherwise a second plugin would see the migrations
/// of the first.
[[gnu::visibility("hidden")]] inline const registered* first_registered = nullptr;

}  // namespace detail

/// One revision. A constant of this type at namespace scope registers itself:
///
///     const registered migration{
///         .revision = "ae1027a6acf2",
///         .down_revision = {"1975ea83b712"},
///         .message = "add users",
///         .upgrade = upgrade,
///         .downgrade = downgrade,
///     };
///
/// The class stays an aggregate, so that the lists in its initializer live as long as it does. It
/// checks nothing: all checks are made when the folder is loaded.
struct registered {
  /// 1 to 255 characters of `0-9 A-Z a-z _ .`; not head, heads, base or current.
  string_ref revision{};
  /// The parents: {} for a base revision, several for a merge.
  std::initializer_list<string_ref> down_revision{};
  /// Revisions of any branch that must be applied before: ids or branch labels.
  std::initializer_list<string_ref> depends_on{};
  /// Names of the branch that starts here.
  std::initializer_list<string_ref> branch_labels{};
  /// One line, which `history` shows.
  string_ref message{};
  /// False: the revision runs outside a transaction, and each statement commits separately, as
  /// `create index concurrently` and `vacuum` require. If a statement fails, the statements before
  /// it are kept, and the next run resumes after them.
  bool transactional = true;
  /// The longest that the upgrade or the downgrade may take before it is cancelled and rolled back:
  /// `seconds(5)`. Empty: without a limit.
  duration budget{};
  /// `days(7).after("REV")`: a plan to `head` or `heads` stops before this revision until that time
  /// has passed since REV was applied.
  waiting_rule not_before{};
  /// Runs after the upgrade in its transaction, and whenever `revise verify` is called.
  /// `revise verify` lets it write nothing, unless it is `rolled_back(check)`. An exception from it
  /// rolls the revision back.
  verify_function verify{};
  step_function upgrade;
  downgrade_function downgrade;
  /// Do not give this member a value: its default links the migration into the list of its plugin.
  detail::registration link{this};
};

inline detail::registration::registration(const registered* self, location place)
    : next(first_registered), where(place) {
  first_registered = self;
}

}  // namespace revise
