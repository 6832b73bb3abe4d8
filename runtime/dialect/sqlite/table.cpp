#include "dialect/sqlite/table.h"

#include <fmt/format.h>

#include <algorithm>

#include "util/error.h"

namespace revise {

namespace {

using clause_kind = sqlite_clause::kind;

bool is_white(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f") == std::string_view::npos;
}

bool is_key(const sqlite_clause& c) {
  return c.what == clause_kind::primary_key || c.what == clause_kind::unique;
}

std::string joined(const std::vector<std::string>& columns) {
  std::string result;
  for (const std::string& column : columns) result += '_' + column;
  return result;
}

// Returns whether two texts are equal without regard to case, white space and comments.
bool is_same_sql(std::string_view a, std::string_view b) {
  const std::vector<sql_token> left = sqlite_tokens(a);
  const std::vector<sql_token> right = sqlite_tokens(b);
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const sql_token& x, const sql_token& y) {
                      return x.kind == sql_token_kind::word ? is_same_name(x.text, y.text)
                                                            : x.text == y.text;
                    });
}

}  // namespace

sqlite_table::sqlite_table(std::string text)
    : text_(std::move(text)), parts_(parts_of_sqlite_table(text_)) {}

const sqlite_column* sqlite_table::column(std::string_view name) const {
  for (const sqlite_column& c : parts_.columns) {
    if (is_same_name(c.name, name)) return &c;
  }
  return nullptr;
}

const sqlite_column& sqlite_table::required_column(std::string_view name) const {
  if (const sqlite_column* const found = column(name)) return *found;
  std::vector<std::string> names;
  for (const sqlite_column& c : parts_.columns) names.push_back(c.name);
  throw error(fmt::format("table '{}' has no column '{}'", parts_.name, name),
              fmt::format("it has {}", fmt::join(names, ", ")));
}

// Calls `function` with each clause and the column that contains it, or null.
template <class Function>
void sqlite_table::for_each_constraint(Function&& function) const {
  for (const sqlite_column& column : parts_.columns) {
    for (const sqlite_clause& c : column.clauses) function(c, &column);
  }
  for (const sqlite_clause& c : parts_.constraints) function(c, nullptr);
}

std::string_view sqlite_table::text_of(const sqlite_clause& c) const {
  return std::string_view(text_).substr(c.text.begin, c.text.end - c.text.begin);
}

// Returns the names that revise would have given to a constraint without a name. PostgreSQL names a
// check of a table after its only column.
std::vector<std::string> sqlite_table::usual_names(const sqlite_clause& c,
                                                   const sqlite_column* beside) const {
  const std::string columns = joined(c.columns);
  switch (c.what) {
    case clause_kind::primary_key:
      return {parts_.name + "_pkey"};
    case clause_kind::unique:
      return {parts_.name + columns + "_key"};
    case clause_kind::foreign_key:
      return {parts_.name + columns + "_fkey"};
    case clause_kind::check:
      break;
    default:
      return {};
  }
  if (beside != nullptr) return {fmt::format("{}_{}_check", parts_.name, beside->name)};
  std::vector<std::string> used;
  for (const sqlite_column& column : parts_.columns) {
    if (mentions(c.sql, column.name)) used.push_back(column.name);
  }
  std::vector<std::string> result = {parts_.name + "_check"};
  if (used.size() == 1) result.push_back(fmt::format("{}_{}_check", parts_.name, used.front()));
  return result;
}

const sqlite_clause* sqlite_table::named_constraint(std::string_view name) const {
  const sqlite_clause* result = nullptr;
  for_each_constraint([&](const sqlite_clause& c, const sqlite_column*) {
    if (result == nullptr && !c.name.empty() && is_same_name(c.name, name)) result = &c;
  });
  return result;
}

const sqlite_clause* sqlite_table::constraint(std::string_view name) const {
  if (const sqlite_clause* const named = named_constraint(name)) return named;
  std::vector<const sqlite_clause*> called;
  const sqlite_clause* written = nullptr;
  for_each_constraint([&](const sqlite_clause& c, const sqlite_column* beside) {
    const std::vector<std::string> names = usual_names(c, beside);
    if (!c.name.empty() || names.empty()) return;
    if (has_name(names, name)) called.push_back(&c);
    if (written == nullptr && is_same_sql(text_of(c), name)) written = &c;
  });
  if (called.size() < 2) return called.empty() ? written : called.front();
  std::vector<std::string_view> texts;
  texts.reserve(called.size());
  for (const sqlite_clause* c : called) texts.push_back(text_of(*c));
  throw error(fmt::format("table '{}' has {} constraints without a name that '{}' may mean: {}",
                          parts_.name, called.size(), name, fmt::join(texts, "; ")),
              fmt::format("give the text of one instead of the name: \"{}\"", texts.front()));
}

const sqlite_clause& sqlite_table::required_constraint(std::string_view name) const {
  if (const sqlite_clause* const found = constraint(name)) return *found;
  std::vector<std::string> all;
  for_each_constraint([&](const sqlite_clause& c, const sqlite_column* beside) {
    const std::vector<std::string> names = usual_names(c, beside);
    if (!c.name.empty()) {
      all.push_back(c.name);
    } else if (!names.empty()) {
      all.push_back(fmt::format("{} ({}, without a name)", names.front(), text_of(c)));
    }
  });
  throw error(fmt::format("table '{}' has no constraint '{}'", parts_.name, name),
              all.empty() ? "it has none" : fmt::format("it has {}", fmt::join(all, ", ")));
}

const sqlite_clause* sqlite_table::primary_key() const {
  for (const sqlite_column& column : parts_.columns) {
    if (const sqlite_clause* const key = column.find(clause_kind::primary_key)) return key;
  }
  for (const sqlite_clause& c : parts_.constraints) {
    if (c.what == clause_kind::primary_key) return &c;
  }
  return nullptr;
}

const sqlite_column* sqlite_table::rowid_column() const {
  const sqlite_clause* const key = primary_key();
  if (parts_.without_rowid || key == nullptr || key->columns.size() != 1 || key->descending) {
    return nullptr;
  }
  const sqlite_column* const c = column(key->columns.front());
  const bool is_integer =
      c != nullptr &&
      is_same_name(std::string_view(text_).substr(c->type.begin, c->type.end - c->type.begin),
                   "integer");
  return is_integer ? c : nullptr;
}

void sqlite_table::replace(text_range range, std::string_view by) {
  text_.replace(range.begin, range.end - range.begin, by);
  parts_ = parts_of_sqlite_table(text_);
}

void sqlite_table::set_type(std::string_view name, std::string_view sql) {
  const text_range type = column(name)->type;
  replace(type, type.is_empty() ? ' ' + std::string(sql) : std::string(sql));
}

void sqlite_table::set_collation(std::string_view name, std::string_view sql) {
  const sqlite_column& c = *column(name);
  const std::string text = "collate " + std::string(sql);
  if (const sqlite_clause* const old = c.find(clause_kind::collation)) {
    replace(old->text, text);
  } else {
    replace({c.type.end, c.type.end}, ' ' + text);
  }
}

// Writes `not null` at the place where revise itself writes it: before the clauses that are
// constraints on every database.
void sqlite_table::set_not_null(std::string_view name) {
  const sqlite_column& c = *column(name);
  if (const sqlite_clause* const nullable = c.find(clause_kind::null)) {
    replace(nullable->text, "not null");
    return;
  }
  std::size_t place = c.type.end;
  for (const sqlite_clause& clause : c.clauses) {
    if (clause.what == clause_kind::default_value || clause.what == clause_kind::collation ||
        clause.what == clause_kind::generated) {
      place = clause.text.end;
    }
  }
  replace({place, place}, " not null");
}

void sqlite_table::drop_not_null(std::string_view name) {
  if (const auto* clause = column(name)->find(clause_kind::not_null)) erase_in_column(*clause);
}

void sqlite_table::set_default(std::string_view name, std::string_view sql) {
  const sqlite_column& c = *column(name);
  const std::string text = "default " + std::string(sql);
  if (const sqlite_clause* const old = c.find(clause_kind::default_value)) {
    replace(old->text, text);
  } else {
    replace({c.type.end, c.type.end}, ' ' + text);
  }
}

void sqlite_table::drop_default(std::string_view name) {
  if (const auto* clause = column(name)->find(clause_kind::default_value)) {
    erase_in_column(*clause);
  }
}

// Returns the text before a new item: a comma, and the white space that precedes the last item.
std::string sqlite_table::separator(text_range last, bool has_several) const {
  const std::string_view before = std::string_view(text_).substr(0, last.begin);
  const std::size_t gap = before.find_last_not_of(" \t\r\n\f") + 1;
  const bool follows = gap > 0 && before[gap - 1] == (has_several ? ',' : '(');
  const std::string_view white = before.substr(gap);
  return ',' + (follows && !white.empty() ? std::string(white) : std::string(" "));
}

void sqlite_table::add_column(std::string_view sql) {
  const text_range last = parts_.columns.back().text;
  replace({last.end, last.end}, separator(last, parts_.columns.size() > 1) + std::string(sql));
}

void sqlite_table::add_constraint(std::string_view sql) {
  const text_range last =
      parts_.constraints.empty() ? parts_.columns.back().text : parts_.constraints.back().text;
  const bool has_several = parts_.columns.size() + parts_.constraints.size() > 1;
  replace({last.end, last.end}, separator(last, has_several) + std::string(sql));
}

void sqlite_table::erase_in_column(const sqlite_clause& clause) {
  text_range range = clause.text;
  const std::string_view gap =
      std::string_view(text_).substr(clause.previous, range.begin - clause.previous);
  // A comment may end here, and must keep its line end.
  if (is_white(gap)) range.begin = clause.previous;
  const bool needs_space = range.end < text_.size() && range.begin == clause.previous &&
                           text_[range.end] != ' ' && text_[range.end] != ',' &&
                           text_[range.end] != ')' && text_[range.end] != '\n';
  replace(range, needs_space ? " " : "");
}

void sqlite_table::erase_in_table(const sqlite_clause& clause) {
  if (!clause.follows_comma) {
    erase_in_column(clause);
    return;
  }
  if (clause.precedes_clause) {
    // The comma then belongs to the next clause.
    text_range range = clause.text;
    range.end = std::min(text_.find_first_not_of(" \t\r\n\f", range.end), text_.size());
    replace(range, "");
    return;
  }
  const std::size_t comma = clause.previous - 1;
  const std::string_view gap =
      std::string_view(text_).substr(clause.previous, clause.text.begin - clause.previous);
  if (is_white(gap)) {
    replace({comma, clause.text.end}, "");
  } else {
    // The comment stays. The text is parsed again when both parts are removed.
    text_.erase(clause.text.begin, clause.text.end - clause.text.begin);
    replace({comma, comma + 1}, "");
  }
}

void sqlite_table::drop_constraint(std::string_view name) {
  const sqlite_clause clause = *constraint(name);
  const bool of_table =
      std::any_of(parts_.constraints.begin(), parts_.constraints.end(),
                  [&](const sqlite_clause& c) { return c.text.begin == clause.text.begin; });
  if (of_table) {
    erase_in_table(clause);
  } else {
    erase_in_column(clause);
  }
}

void sqlite_table::rename_constraint(std::string_view name, std::string_view sql) {
  const sqlite_clause& c = *constraint(name);
  if (c.name.empty()) {
    replace({c.text.begin, c.text.begin}, fmt::format("constraint {} ", sql));
  } else {
    replace(c.name_text, sql);
  }
}

bool sqlite_table::drop_one_constraint_of(std::string_view name) {
  for (const sqlite_clause& c : parts_.constraints) {
    if (has_name(c.columns, name) || (c.what == clause_kind::check && mentions(c.sql, name))) {
      erase_in_table(sqlite_clause(c));
      return true;
    }
  }
  for (const sqlite_column& column : parts_.columns) {
    const bool own = is_same_name(column.name, name);
    for (const sqlite_clause& c : column.clauses) {
      if (own ? is_key(c) : c.what == clause_kind::check && mentions(c.sql, name)) {
        erase_in_column(sqlite_clause(c));
        return true;
      }
    }
  }
  return false;
}

bool sqlite_table::drop_constraints_of(std::string_view name) {
  bool dropped = false;
  while (drop_one_constraint_of(name)) dropped = true;
  return dropped;
}

}  // namespace revise
