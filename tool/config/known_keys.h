#pragma once

#include <optional>
#include <string>

namespace revise::tool {

/// What to say about a key of the main section that nobody knows: "unknown key 'x', did you mean
/// 'y'". Nothing for keys of revise, of Alembic, and of SQLAlchemy (`sqlalchemy.…`).
std::optional<std::string> remark_on_key(const std::string& key);

/// The same for what follows `<name>.` in `[post_write_hooks]`, for a hook of type `exec`.
std::optional<std::string> remark_on_hook_key(const std::string& hook, const std::string& key);

}  // namespace revise::tool
