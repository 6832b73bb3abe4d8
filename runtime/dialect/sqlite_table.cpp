#include "dialect/sqlite_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "util/error.h"

namespace revise {

namespace {

using clause_kind = sqlite_clause::kind;

bool is_white(std::string_view text) {
  return text.find_first_not_of(" \t\r\n\f") == std::string_view::npos;
}

bool has(const std::vector<std::string>& names, std::string_view name) {
  return std::any_of(names.begin(), names.end(),
                     [name](const std::string& one) { return is_same_name(one, name); });
}

bool is_key(const sqlite_clause& c) {
  return c.what == clause_kind::primary_key || c.what == clause_kind::unique;
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

const sqlite_clause& sqlite_table::required_constraint(std::string_view name) const {
  if (const sqlite_clause* const found = constraint(name)) return *found;
  const std::vector<std::string> names = constraint_names();
  throw error(fmt::format("table '{}' has no constraint '{}'", parts_.name, name),
              names.empty() ? "none of its constraints has a name"
                            : fmt::format("those with a name are {}", fmt::join(names, ", ")));
}

const sqlite_clause* sqlite_table::constraint(std::string_view name) const {
  for (const sqlite_column& column : parts_.columns) {
    for (const sqlite_clause& c : column.clauses) {
      if (!c.name.empty() && is_same_name(c.name, name)) return &c;
    }
  }
  for (const sqlite_clause& c : parts_.constraints) {
    if (!c.name.empty() && is_same_name(c.name, name)) return &c;
  }
  return nullptr;
}

std::vector<std::string> sqlite_table::constraint_names() const {
  std::vector<std::string> names;
  const auto add = [&names](const std::vector<sqlite_clause>& clauses) {
    for (const sqlite_clause& c : clauses) {
      if (!c.name.empty()) names.push_back(c.name);
    }
  };
  for (const sqlite_column& column : parts_.columns) add(column.clauses);
  add(parts_.constraints);
  return names;
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

// Where revise itself writes it: in front of what is a constraint on every database.
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

// What stands in front of a new item: as in front of the last one, where that is white space.
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
  // Not the end of a line of comment.
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
    // The comma is then that of the next one.
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
    // The comment stays; the text is read again once both are gone.
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
  replace(constraint(name)->name_text, sql);
}

bool sqlite_table::drop_one_constraint_of(std::string_view name) {
  for (const sqlite_clause& c : parts_.constraints) {
    if (has(c.columns, name) || (c.what == clause_kind::check && mentions(c.sql, name))) {
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
