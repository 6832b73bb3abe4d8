#pragma once

#include <revise/location.h>
#include <revise/object.h>

/// Operations that work on objects of all kinds.

namespace revise {

struct drop_options {
  bool if_exists = false;
  bool cascade = false;  ///< also drops the objects that depend on it; PostgreSQL only
  /// Keeps the object, with a notice, if other objects depend on it. PostgreSQL only.
  bool if_unused = false;
  /// Drops the object only if it has this comment: an object that `.if_not_exists` created has the
  /// comment from that call, and an object that existed before does not. For schemas, relations,
  /// functions and types; PostgreSQL only.
  string_ref if_comment{};
};

class object_operations {
 public:
  void drop(const object& what, const drop_options& options = {},
            location where = location::here()) {
    do_drop(what, options, where);
  }
  /// `to` is a name without a schema, because the renamed object stays in its schema.
  void rename(const object& what, string_ref to, location where = location::here()) {
    do_rename(what, to, where);
  }
  void move(const object& what, string_ref to_schema, location where = location::here()) {
    do_move(what, to_schema, where);
  }
  /// An empty `words` removes the comment.
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
