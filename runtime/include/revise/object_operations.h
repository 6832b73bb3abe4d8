#pragma once

#include <revise/location.h>
#include <revise/object.h>

/// What can be done to objects of all kinds alike.

namespace revise {

struct drop_options {
  bool if_exists = false;
  bool cascade = false;  ///< with what depends on it; PostgreSQL only
  /// Where something else depends on it, it stays, with a notice; PostgreSQL only.
  bool if_unused = false;
  /// Only where this is its comment: what `.if_not_exists` made with it, and not what that found.
  /// Of schemas, relations, functions and types; PostgreSQL only.
  string_ref if_comment{};
};

class object_operations {
 public:
  void drop(const object& what, const drop_options& options = {},
            location where = location::here()) {
    do_drop(what, options, where);
  }
  /// `to` has no schema: what is renamed stays in its own.
  void rename(const object& what, string_ref to, location where = location::here()) {
    do_rename(what, to, where);
  }
  void move(const object& what, string_ref to_schema, location where = location::here()) {
    do_move(what, to_schema, where);
  }
  /// An empty `words` takes the comment away.
  void comment(const object& on, string_ref words, location where = location::here()) {
    do_comment(on, words, where);
  }

 protected:
  using count = string_ref::size_type;

  ~object_operations() = default;

  virtual void do_drop(const object& what, const drop_options& options, location where) = 0;
  virtual void do_rename(const object& what, string_ref to, location where) = 0;

  virtual void do_move(const object& what, string_ref to_schema, location where) = 0;

 private:
  virtual void do_comment(const object& on, string_ref words, location where) = 0;
};

}  // namespace revise
