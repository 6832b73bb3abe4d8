#pragma once

#include <string_view>

namespace revise {

/// What a name says about its value.
enum class secret_kind {
  none,      ///< not a secret
  password,  ///< `password`, `client_secret`; the value may follow: `create role a password 'x'`
  key,       ///< `api_key`, `accessToken`, `db_pwd`
  header,    ///< `Authorization`: the value is a scheme and a secret
};

/// Returns the kind of a column, option, variable, parameter or HTTP header. The last part of
/// `name` decides: `api_token` names a secret, `token_count` does not. `_`, `-` and capitals
/// separate the parts.
secret_kind secret_kind_of(std::string_view name);

/// Returns whether the function `name`, in lower case, takes passwords or keys as arguments: the
/// functions of pgcrypto that do (PostgreSQL manual, F.28).
bool takes_secrets(std::string_view name);

}  // namespace revise
