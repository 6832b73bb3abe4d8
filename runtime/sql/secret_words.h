#pragma once

#include <string_view>

namespace revise {

/// What a name says about the value that belongs to it.
enum class secret_kind {
  none,      ///< not a secret
  password,  ///< `password`, `client_secret`: also `password 'x'`, as in `create role`
  key,       ///< `api_key`, `accessToken`, `db_pwd`
  header,    ///< `Authorization`: a scheme and a secret
};

/// The kind of a column, option, variable, parameter or HTTP header `name`. Its last part decides:
/// `api_token` names a secret, `token_count` does not. Parts are divided by `_`, `-` and capitals.
secret_kind secret_kind_of(std::string_view name);

/// Whether the arguments of the function `name` hold passwords or keys: those of pgcrypto
/// (PostgreSQL manual, F.28) that take one. In lower case.
bool takes_secrets(std::string_view name);

}  // namespace revise
