#pragma once

#include <string>
#include <string_view>

#include "util/database_kind.h"

namespace revise {

/// `sql`, any number of statements, as it stands in a script for psql or the sqlite3 shell, so that
/// the database gets what it would get from a connection: ended by a semicolon, and with nothing in
/// it that the shell would take for its own. Without a newline at the end.
/// `standard_strings`: what standard_conforming_strings is where the text begins.
/// Throws `error` for what a script cannot hold: a statement that copies from or to the client, a
/// string or a parenthesis that is not closed (it would swallow what follows), a command of the
/// shell.
std::string script_text(std::string_view sql, database_kind kind, bool standard_strings = true);

/// `text` as the lines of a comment, each with its newline. Control characters and what is not
/// UTF-8 are shown as `\x1b`.
std::string script_comment(std::string_view text);

}  // namespace revise
