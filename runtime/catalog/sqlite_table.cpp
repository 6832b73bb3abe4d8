#include "catalog/sqlite_table.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <utility>

namespace revise::catalog {

namespace {

using token_span = std::span<const sql_token>;

// `begin` and the pieces of a list that commas part, up to the bracket's end.
std::vector<token_span> split_at_commas(token_span tokens) {
  std::vector<token_span> items;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is_symbol("(")) i = closing_bracket(tokens, i);
    if (i < tokens.size() && tokens[i].is_symbol(",")) {
      items.push_back(tokens.subspan(begin, i - begin));
      begin = i + 1;
    }
  }
  items.push_back(tokens.subspan(begin));
  return items;
}

struct statement {
  std::vector<token_span> items;    ///< columns, then constraints
  std::vector<token_span> options;  ///< strict, without rowid
};

statement parts_of(token_span tokens) {
  std::size_t open = 0;
  while (open < tokens.size() && !tokens[open].is_symbol("(")) ++open;
  if (open == tokens.size()) return {};
  const std::size_t close = closing_bracket(tokens, open);
  return {split_at_commas(tokens.subspan(open + 1, close - open - 1)),
          split_at_commas(tokens.subspan(close + 1))};
}

// A column cannot have one of these names unless it is quoted.
bool is_constraint(token_span item) {
  if (item.empty()) return true;
  return item[0].is("constraint") || item[0].is("primary") || item[0].is("unique") ||
         item[0].is("check") || item[0].is("foreign");
}

// Whether a new clause of a column starts at `i`: `not null`, but not the `not` of
// `not deferrable`, nor the `null` of `on delete set null` or `default null`.
bool starts_clause(token_span tokens, std::size_t i) {
  const sql_token& t = tokens[i];
  const auto follows = [&](std::string_view word) { return i > 0 && tokens[i - 1].is(word); };
  if (t.is("null")) return !follows("set") && !follows("not") && !follows("default");
  if (t.is("default")) return !follows("set");
  if (t.is("not")) return i + 1 == tokens.size() || !tokens[i + 1].is("deferrable");
  if (t.is("as")) return !follows("always");
  return t.is("constraint") || t.is("primary") || t.is("unique") || t.is("check") ||
         t.is("collate") || t.is("references") || t.is("generated");
}

// `constraint NAME`, where it stands in front.
std::string take_name(token_span& clause) {
  if (clause.size() < 2 || !clause[0].is("constraint")) return {};
  std::string name = clause[1].text;
  clause = clause.subspan(2);
  return name;
}

class reader {
 public:
  reader(std::string_view name, const name_set& known) : known_(known) {
    result_.name = std::string(name);
  }

  table read(token_span tokens) {
    const statement parts = parts_of(tokens);
    for (const token_span item : parts.items) {
      if (is_constraint(item)) {
        read_table_constraints(item);
      } else {
        read_column(item);
      }
    }
    for (const token_span option : parts.options) {
      if (!option.empty()) result_.options.push_back(text(option));
    }
    return std::move(result_);
  }

 private:
  std::string text(token_span tokens) const { return text_of(tokens, known_); }

  void read_column(token_span item) {
    column made;
    made.name = item[0].text;
    std::size_t at = 1;
    while (at < item.size() && !starts_clause(item, at)) {
      at = item[at].is_symbol("(") ? closing_bracket(item, at) + 1 : at + 1;
    }
    made.type = text(item.subspan(1, at - 1));
    while (at < item.size()) {
      const std::size_t begin = at;
      // A name belongs to the clause behind it.
      at += item[at].is("constraint") ? std::min<std::size_t>(3, item.size() - at) : 1;
      while (at < item.size() && !starts_clause(item, at)) {
        at = item[at].is_symbol("(") ? closing_bracket(item, at) + 1 : at + 1;
      }
      read_clause(made, item.subspan(begin, at - begin));
    }
    result_.columns.push_back(std::move(made));
  }

  void read_clause(column& of, token_span clause) {
    const std::string name = take_name(clause);
    if (clause.empty()) return;
    const std::string column_name = text({&name_token(of.name), 1});
    if (clause[0].is("not")) {
      of.not_null = true;
      // `on conflict …` is told nowhere else.
      if (clause.size() > 2) add(constraint_kind::check, name, column_name + ' ' + text(clause));
    } else if (clause[0].is("default")) {
      of.default_value = value(clause.subspan(1));
    } else if (clause[0].is("collate")) {
      of.collation = text(clause.subspan(1));
    } else if (clause[0].is("generated") || clause[0].is("as")) {
      read_generated(of, clause);
    } else if (clause[0].is("check")) {
      add(constraint_kind::check, name, text(clause));
    } else if (clause[0].is("references")) {
      add_foreign_key(name, "foreign key (" + column_name + ')', clause);
    } else if (clause[0].is("unique")) {
      add(constraint_kind::unique, name, joined("unique (" + column_name + ')', clause.subspan(1)));
    } else if (clause[0].is("primary") && clause.size() > 1) {
      const bool has_order = clause.size() > 2 && (clause[2].is("asc") || clause[2].is("desc"));
      const bool descends = has_order && clause[2].is("desc");
      add(constraint_kind::primary_key, name,
          joined("primary key (" + column_name + (descends ? " desc)" : ")"),
                 clause.subspan(has_order ? 3 : 2)));
    }
  }

  // `generated always` is optional, and so is `virtual`.
  void read_generated(column& of, token_span clause) {
    std::size_t open = 0;
    while (open < clause.size() && !clause[open].is_symbol("(")) ++open;
    if (open == clause.size()) return;
    const std::size_t close = closing_bracket(clause, open);
    const bool stored = close + 1 < clause.size() && clause[close + 1].is("stored");
    of.generated = text(clause.subspan(open, close - open + 1)) + (stored ? " stored" : " virtual");
  }

  // SQLite needs no comma between the constraints of a table.
  void read_table_constraints(token_span item) {
    std::size_t begin = 0;
    while (begin < item.size()) {
      std::size_t end = begin + (item[begin].is("constraint") ? 3 : 1);
      while (end < item.size() && !is_constraint(item.subspan(end))) {
        end = item[end].is_symbol("(") ? closing_bracket(item, end) + 1 : end + 1;
      }
      end = std::min(end, item.size());
      read_table_constraint(item.subspan(begin, end - begin));
      begin = end;
    }
  }

  void read_table_constraint(token_span clause) {
    const std::string name = take_name(clause);
    if (clause.empty()) return;
    if (clause[0].is("foreign")) {
      std::size_t at = 0;
      while (at < clause.size() && !clause[at].is("references")) ++at;
      add_foreign_key(name, text(clause.first(at)), clause.subspan(at));
    } else if (clause[0].is("check")) {
      add(constraint_kind::check, name, text(clause));
    } else {
      add(clause[0].is("unique") ? constraint_kind::unique : constraint_kind::primary_key, name,
          text(clause));
    }
  }

  // `definition` is what stands before `references`.
  void add_foreign_key(const std::string& name, std::string definition, token_span references) {
    std::size_t end = 0;
    while (end < references.size() && !references[end].is("deferrable") &&
           !references[end].is("not")) {
      ++end;
    }
    const token_span rest = references.subspan(end);
    definition += ' ' + text(references.first(end));
    constraint& made = add(constraint_kind::foreign_key, name, std::move(definition));
    // sqlite.org/foreignkeys.html, 4.2: only `deferrable initially deferred` defers.
    made.deferrable = !rest.empty() && rest[0].is("deferrable");
    made.initially_deferred = made.deferrable && rest.back().is("deferred");
  }

  constraint& add(constraint_kind kind, const std::string& name, std::string definition) {
    return result_.constraints.emplace_back(constraint{.kind = kind,
                                                       .name = name,
                                                       .definition = std::move(definition),
                                                       .deferrable = false,
                                                       .initially_deferred = false,
                                                       .validated = true});
  }

  std::string joined(std::string begin, token_span rest) const {
    return rest.empty() ? std::move(begin) : std::move(begin) + ' ' + text(rest);
  }

  // `default (1)` is `default 1`.
  std::string value(token_span tokens) const {
    while (tokens.size() > 2 && tokens.front().is_symbol("(") &&
           closing_bracket(tokens, 0) == tokens.size() - 1) {
      tokens = tokens.subspan(1, tokens.size() - 2);
    }
    return text(tokens);
  }

  const sql_token& name_token(const std::string& name) {
    name_token_ = {sql_token::form::quoted_name, name};
    return name_token_;
  }

  const name_set& known_;
  table result_;
  sql_token name_token_{sql_token::form::quoted_name, {}};
};

}  // namespace

table read_sqlite_table(std::string_view name, std::string_view sql, const name_set& known) {
  const std::vector<sql_token> tokens = tokens_of(sql);
  return reader(name, known).read(tokens);
}

std::vector<std::string> sqlite_column_names(std::string_view sql) {
  const std::vector<sql_token> tokens = tokens_of(sql);
  std::vector<std::string> names;
  for (const token_span item : parts_of(tokens).items) {
    if (!is_constraint(item)) names.push_back(lower(item[0].text));
  }
  return names;
}

}  // namespace revise::catalog
