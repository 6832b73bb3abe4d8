#include "sql/statement_effect.h"

#include <optional>

#include "sql/sql_scanner.h"

namespace revise {

namespace {

using effect_kind = statement_effect::kind;

// Reads a statement, starting at its first word.
class reader {
 public:
  explicit reader(std::string_view statement)
      : statement_(statement), scanner_(statement, database_kind::postgresql) {
    step();
  }

  bool take(std::string_view word) {
    if (!now_ || !now_->is(word)) return false;
    step();
    return true;
  }

  // Skips `if exists` or `if not exists`.
  void pass_condition() {
    if (!take("if")) return;
    take("not");
    take("exists");
  }

  // Skips a list in parentheses. Returns whether it contains `word`.
  bool pass_options(std::string_view word) {
    bool has_word = false;
    if (!now_ || now_->kind != sql_token_kind::open) return has_word;
    while (now_ && now_->kind != sql_token_kind::close) {
      has_word = has_word || now_->is(word);
      step();
    }
    step();
    return has_word;
  }

  bool is_at(std::string_view word) const { return now_ && now_->is(word); }

  // Returns `name` or `schema.name` as it is written; empty if no name follows.
  std::string name() {
    if (!is_part()) return {};
    const std::size_t from = now_->offset;
    std::size_t end = 0;
    while (is_part()) {
      end = now_->offset + now_->text.size();
      step();
      if (!now_ || now_->text != ".") break;
      step();
    }
    return std::string(statement_.substr(from, end - from));
  }

 private:
  bool is_part() const {
    return now_ && (now_->kind == sql_token_kind::word ||
                    (now_->kind == sql_token_kind::quoted && now_->text.front() == '"'));
  }

  void step() { now_ = scanner_.next(); }

  std::string_view statement_;
  sql_scanner scanner_;
  std::optional<sql_token> now_;
};

statement_effect of_create(reader& words) {
  if (words.take("database")) return {.what = effect_kind::database_created, .name = words.name()};
  if (words.take("tablespace"))
    return {.what = effect_kind::tablespace_created, .name = words.name()};
  words.take("unique");
  if (!words.take("index") || !words.take("concurrently")) return {};
  words.pass_condition();
  statement_effect made{.what = effect_kind::index_created};
  if (!words.is_at("on")) made.name = words.name();
  if (!words.take("on")) return {};
  words.take("only");
  made.table = words.name();
  return made;
}

statement_effect of_drop(reader& words) {
  const bool database = words.take("database");
  if (database || words.take("tablespace")) {
    words.pass_condition();
    return {.what = database ? effect_kind::database_dropped : effect_kind::tablespace_dropped,
            .name = words.name()};
  }
  if (!words.take("index") || !words.take("concurrently")) return {};
  words.pass_condition();
  return {.what = effect_kind::index_dropped, .name = words.name()};
}

statement_effect of_alter(reader& words) {
  if (words.take("system")) return {.what = effect_kind::repeatable};
  if (!words.take("table")) return {};
  words.pass_condition();
  words.take("only");
  statement_effect altered{.table = words.name()};
  if (words.take("validate")) {
    if (!words.take("constraint")) return {};
    altered.what = effect_kind::constraint_validated;
    altered.name = words.name();
  } else if (words.take("detach")) {
    if (!words.take("partition")) return {};
    altered.name = words.name();
    if (!words.take("concurrently")) return {};
    altered.what = effect_kind::partition_detached;
  }
  return altered.what == effect_kind::unknown ? statement_effect() : altered;
}

statement_effect of_reindex(reader& words) {
  const bool by_option = words.pass_options("concurrently");
  for (const char* scope : {"index", "table", "schema", "database", "system"}) {
    if (!words.take(scope)) continue;
    if (!words.take("concurrently") && !by_option) break;
    return {.what = effect_kind::index_rebuilt, .name = words.name(), .table = {}, .scope = scope};
  }
  return {.what = effect_kind::repeatable};
}

// Returns the last part of a name, without quotes and folded as the server folds it.
std::string folded(std::string_view name) {
  const bool is_quoted = !name.empty() && name.back() == '"';
  std::string result;
  if (!is_quoted) {
    const std::size_t dot = name.rfind('.');
    for (const char c : dot == std::string_view::npos ? name : name.substr(dot + 1)) {
      if (c != ' ') result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return result;
  }
  // Reads from the end: `""` is an embedded quote, and any other quote begins the part.
  for (std::size_t at = name.size() - 1; at-- > 0;) {
    if (name[at] == '"' && (at == 0 || name[--at] != '"')) break;
    result.insert(result.begin(), name[at]);
  }
  return result;
}

}  // namespace

statement_effect effect_of(std::string_view statement) {
  reader words(statement);
  if (words.take("create")) return of_create(words);
  if (words.take("drop")) return of_drop(words);
  if (words.take("alter")) return of_alter(words);
  if (words.take("reindex")) return of_reindex(words);
  for (const char* word : {"vacuum", "analyze", "cluster", "checkpoint"}) {
    if (words.take(word)) return {.what = effect_kind::repeatable};
  }
  return {};
}

bool names(std::string_view sql, std::string_view name) {
  const std::string sought = folded(name);
  sql_scanner scanner(sql, database_kind::postgresql);
  while (const std::optional<sql_token> token = scanner.next()) {
    const bool is_name = token->kind == sql_token_kind::word ||
                         (token->kind == sql_token_kind::quoted && token->text.front() == '"');
    if (is_name && folded(token->text) == sought) return true;
  }
  return false;
}

}  // namespace revise
