#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace revise::tool {

/// What a new migration says of itself.
struct migration_fields {
  std::string revision;
  std::vector<std::string> down_revision;  ///< empty: a base; several: a merge
  std::vector<std::string> depends_on;
  std::vector<std::string> branch_labels;
  std::string message;  ///< any text
  std::string created;  ///< "2026-11-21 09:14 UTC"
  /// The files of SQL that its functions run; empty: the functions are empty.
  std::string upgrade_file = {};
  std::string downgrade_file = {};
};

/// A template and what errors call it.
struct named_template {
  std::string name;
  std::string text;
};

/// Fills in a migration template:
///
/// | placeholder          | becomes                                                            |
/// |----------------------|--------------------------------------------------------------------|
/// | `@message@`          | the message as a comment, a `//` line for each of its lines         |
/// | `@revision@`         | the id, as it is                                                    |
/// | `@revises@`          | the parents `a, b`, or `<base>`                                     |
/// | `@created@`          | the date, time and zone                                             |
/// | `@message_literal@`  | the message as a string literal                                     |
/// | `@revision_literal@` | the id as one                                                       |
/// | `@down_revision@`    | the parents as `{"a", "b"}`, or `{}`                                |
/// | `@depends_on@`, `@branch_labels@` | the same; without any, the line is left out            |
///
/// | `@upgrade@`, `@downgrade@`        | the call that runs the file; without, the line is left out
/// |
///
/// Any other `@` is literal, but `@word@` is a `config_error` with `NAME:LINE:`. So is a template
/// that has no `@revision_literal@` or `@down_revision@`, or no place for something given.
std::string render_migration(const named_template& from, const migration_fields& fields);

/// Fills in the template of a SQL file for the `way` "upgrade" or "downgrade", with `@message@`,
/// `@revision@`, `@created@` and `@way@`. Throws `config_error` as render_migration does.
std::string render_sql(const named_template& from, const migration_fields& fields,
                       const std::string& way);

/// Replaces each `@name@` of `values`, as it is. Throws `config_error` for any other `@word@`.
std::string render_template(const named_template& from,
                            const std::vector<std::pair<std::string, std::string>>& values);

}  // namespace revise::tool
