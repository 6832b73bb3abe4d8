#pragma once

#include <string>
#include <string_view>

namespace revise {

/// A message of a server, its detail, hint or context, as it may be shown: without secrets
/// (sql/secrets.h), and without rows, whose values may be some. Left out are
/// * the row of `Failing row contains (…)` (SQLSTATE 23502, 23514 and 44000: in any language);
/// * the value of a key whose column names a secret, `Key (api_key)=(…) already exists`;
/// * the line of `COPY t, line 2: "…"`, not the value of a single column;
/// * the parameters of a statement, which a server reports with log_parameter_max_length_on_error.
std::string server_words(std::string_view words, std::string_view sqlstate = {});

/// What pg_stat_activity.query has for the sessions of other roles.
inline constexpr std::string_view hidden_query = "<insufficient privilege>";

}  // namespace revise
