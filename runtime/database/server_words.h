#pragma once

#include <string>
#include <string_view>

namespace revise {

/// Returns a server's message, detail, hint or context in the form that may be shown: without
/// secrets (sql/secrets.h), and without rows, because their values may be secrets. It leaves out
/// * the row of `Failing row contains (…)` (with SQLSTATE 23502, 23514 and 44000: in any language);
/// * the value of a key whose column has the name of a secret, `Key (api_key)=(…) already exists`;
/// * the line of `COPY t, line 2: "…"`, but not the value of a single column;
/// * the parameters of a statement, which a server reports with log_parameter_max_length_on_error.
std::string server_words(std::string_view words, std::string_view sqlstate = {});

/// The content of pg_stat_activity.query for the sessions of other roles.
inline constexpr std::string_view hidden_query = "<insufficient privilege>";

}  // namespace revise
