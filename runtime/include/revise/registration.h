#pragma once

#include <initializer_list>

#include <revise/duration.h>
#include <revise/location.h>
#include <revise/string_ref.h>

namespace revise {

class operations;

/// Says that a revision has no way back: `.downgrade = irreversible`. A plan that would have to
/// go back through it is refused before any step runs.
struct irreversible_t {};
inline constexpr irreversible_t irreversible{};

/// Says that the way back is the upgrade turned around: `.downgrade = reversed`. What it creates is
/// dropped, what it adds is dropped, what it renames gets its name back. A plan that would have to
/// go back through an upgrade with anything else in it is refused before any step runs.
struct reversed_t {};
inline constexpr reversed_t reversed{};

/// A function of a migration. It has no default: a migration that leaves out `upgrade` or
/// `downgrade` does not compile.
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

/// The way back: a function, `reversed` or `irreversible`.
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

/// A check that writes in order to look: `.verify = rolled_back(check)`. All that it does is rolled
/// back, whatever it finds.
constexpr verify_function rolled_back(verify_function check) {
  return check.may_write_ = true, check;
}

struct registered;

namespace detail {

/// Links a migration into the list of its plugin when it is constructed; allocates nothing.
struct registration {
  explicit registration(const registered* self, location where = location::here());
  const registered* next;
  location where;
};

/// The list's head. Hidden, or a second plugin would see the first one's migrations.
[[gnu::visibility("hidden")]] inline const registered* first_registered = nullptr;

}  // namespace detail

/// One revision. Written as a constant at namespace scope, it registers itself:
///
///     const registered migration{
///         .revision = "ae1027a6acf2",
///         .down_revision = {"1975ea83b712"},
///         .message = "add users",
///         .upgrade = upgrade,
///         .downgrade = downgrade,
///     };
///
/// It stays an aggregate, so that its lists live as long as it does. Nothing is checked here:
/// all checks are made when the folder is loaded.
struct registered {
  /// 1 to 255 of `0-9 A-Z a-z _ .`; not head, heads, base or current.
  string_ref revision{};
  /// The parents: {} for a base, several for a merge.
  std::initializer_list<string_ref> down_revision{};
  /// Revisions that must be applied before, in whatever branch: ids or labels.
  std::initializer_list<string_ref> depends_on{};
  /// Names for the branch that starts here.
  std::initializer_list<string_ref> branch_labels{};
  /// One line, as `history` shows it.
  string_ref message{};
  /// false: it runs outside a transaction, each statement by itself, as `create index concurrently`
  /// and `vacuum` must. Where it fails, what ran before stays, and the next run goes on there.
  bool transactional = true;
  /// How long its upgrade or downgrade may take before it is cancelled and rolled back:
  /// `seconds(5)`. Nothing: as long as it takes.
  duration budget{};
  /// `days(7).after("REV")`: a plan to `head` or `heads` stops in front of it until that long after
  /// REV was applied.
  waiting_rule not_before{};
  /// Runs after the upgrade in the same transaction, and whenever `revise verify` asks, which lets
  /// it write nothing unless it is `rolled_back(check)`. What it throws rolls the revision back.
  verify_function verify{};
  step_function upgrade;
  downgrade_function downgrade;
  /// Not to be given: links this object into the list.
  detail::registration link{this};
};

inline detail::registration::registration(const registered* self, location place)
    : next(first_registered), where(place) {
  first_registered = self;
}

}  // namespace revise
