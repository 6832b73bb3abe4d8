#pragma once

#include <string>
#include <string_view>

#include "util/database_kind.h"

namespace revise {

/// Returns `sql`, any number of statements, as text for a script that psql or the sqlite3 shell
/// runs. The database then receives what a connection would send: the text ends with a semicolon,
/// and contains nothing that the shell would interpret. It has no newline at the end.
/// `standard_strings` is the value of standard_conforming_strings at the beginning of the text.
/// Throws `error` for what a script cannot contain: a statement that copies from or to the client,
/// an unterminated string or parenthesis (it would swallow the following text), a command of the
/// shell.
std::string script_text(std::string_view sql, database_kind kind, bool standard_strings = true);

/// Returns `text` as comment lines, each with its newline. Control characters and invalid UTF-8 are
/// shown as `\x1b`.
std::string script_comment(std::string_view text);

}  // namespace revise
