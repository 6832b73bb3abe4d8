#pragma once

#include <optional>
#include <string>

namespace revise::tool {

/// The warning about an unknown key of the main section: "unknown key 'x', did you mean 'y'?".
/// Nullopt for keys of revise, of Alembic, and of SQLAlchemy (`sqlalchemy.…`).
std::optional<std::string> remark_on_key(const std::string& key);

/// The warning about an unknown key of a hook of type `exec`. `key` is the part after `<name>.` in
/// `[post_write_hooks]`.
std::optional<std::string> remark_on_hook_key(const std::string& hook, const std::string& key);

}  // namespace revise::tool
