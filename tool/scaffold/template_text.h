#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace revise::tool {

/// The values for the fields of a new migration.
struct migration_fields {
  std::string revision;
  std::vector<std::string> down_revision;  ///< empty: a base; several: a merge
  std::vector<std::string> depends_on;
  std::vector<std::string> branch_labels;
  std::string message;  ///< any text
  std::string created;  ///< "2026-11-21 09:14 UTC"
  /// The SQL files that its functions run; empty: the function is empty.
  std::string upgrade_file = {};
  std::string downgrade_file = {};
};

/// A template, and its name for errors.
struct named_template {
  std::string name;
  std::string text;
};

/// Fills in a migration template:
///
/// | placeholder          | replaced by                                                        |
/// |----------------------|--------------------------------------------------------------------|
/// | `@message@`          | the message as a comment, with a `//` line for each of its lines   |
/// | `@revision@`         | the id                                                             |
/// | `@revises@`          | the parents `a, b`, or `<base>`                                    |
/// | `@created@`          | the date, time and zone                                            |
/// | `@message_literal@`  | the message as a string literal                                    |
/// | `@revision_literal@` | the id as a string literal                                         |
/// | `@down_revision@`    | the parents as `{"a", "b"}`, or `{}`                               |
/// | `@depends_on@`       | the dependencies as `{"a", "b"}`; without any, the line is removed |
/// | `@branch_labels@`    | the labels as `{"a", "b"}`; without any, the line is removed       |
/// | `@upgrade@`          | the call that runs upgrade_file; without it, the line is removed   |
/// | `@downgrade@`        | the call that runs downgrade_file; without it, the line is removed |
///
/// Throws `config_error` with `NAME:LINE:` for any other `@word@`; any other `@` is literal. Throws
/// `config_error` also if the template lacks `@revision_literal@`, `@down_revision@`, or the
/// placeholder of a field that is not empty.
std::string render_migration(const named_template& from, const migration_fields& fields);

/// Fills in the template of an SQL file for the `way` "upgrade" or "downgrade", with `@message@`,
/// `@revision@`, `@created@` and `@way@`. Throws `config_error` for any other `@word@`.
std::string render_sql(const named_template& from, const migration_fields& fields,
                       const std::string& way);

/// Replaces each `@name@` of `values` by its value. Throws `config_error` for any other `@word@`.
std::string render_template(const named_template& from,
                            const std::vector<std::pair<std::string, std::string>>& values);

}  // namespace revise::tool
