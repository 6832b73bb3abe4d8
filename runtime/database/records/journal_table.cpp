#include "database/records/journal_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

#include "sql/qualified_sql.h"

namespace revise {

namespace {

constexpr std::string_view state_names[] = {"started", "done", "failed"};

std::string_view name_of(statement_state state) {
  return state_names[static_cast<std::size_t>(state)];
}

// A word that another program wrote says nothing about the statement's result, so it counts as
// started.
statement_state state_of(std::string_view word) {
  const auto* const found = std::find(std::begin(state_names), std::end(state_names), word);
  return found == std::end(state_names)
             ? statement_state::started
             : static_cast<statement_state>(found - std::begin(state_names));
}

std::string definition(database_kind kind) {
  return fmt::format(
      "revision {0} not null, direction {0} not null, position integer not null, statement {0} "
      "not null, state {0} not null check (state {2} 'started' or state {2} 'done' or state {2} "
      "'failed'), started_at {1} not null, finished_at {1}, primary key (revision, direction, "
      "position)",
      own_name(kind, "text"),
      kind == database_kind::postgresql ? "timestamp with time zone" : "text",
      own_operator(kind, "="));
}

}  // namespace

journal_table::journal_table(connection& database, const version_table& beside)
    : table_(database, beside, "_journal") {
  read();
}

void journal_table::ensure() { table_.ensure(definition(table_.database().kind())); }

void journal_table::refresh() {
  table_.refresh();
  read();
}

void journal_table::read() {
  entries_.clear();
  if (!table_.exists()) return;
  const result_set found = table_.database().query(
      fmt::format(
          "select revision, direction, position, statement, state from {} order by position",
          sql_name()),
      {});
  for (std::size_t row = 0; row < found.rows; ++row) {
    const auto cell = [&](std::size_t column) {
      return found.cells[row * 5 + column].value_or("");
    };
    entries_.push_back({.revision = cell(0),
                        .direction = cell(1),
                        .position = std::atoi(cell(2).c_str()),
                        .statement = cell(3),
                        .state = state_of(cell(4))});
  }
}

std::vector<journal_entry> journal_table::of(std::string_view revision,
                                             std::string_view direction) const {
  std::vector<journal_entry> result;
  for (const journal_entry& entry : entries_) {
    if (entry.revision == revision && entry.direction == direction) result.push_back(entry);
  }
  return result;
}

std::vector<journal_entry> journal_table::last_of_each() const {
  std::map<std::pair<std::string, std::string>, journal_entry> last;
  for (const journal_entry& entry : entries_) last[{entry.revision, entry.direction}] = entry;
  std::vector<journal_entry> result;
  result.reserve(last.size());
  for (auto& [key, entry] : last) result.push_back(std::move(entry));
  return result;
}

void journal_table::write(const journal_entry& entry) {
  const char* const now = table_.database().kind() == database_kind::postgresql
                              ? "pg_catalog.clock_timestamp()"
                              : "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";
  const bool is_over = entry.state != statement_state::started;
  table_.database().enqueue(
      fmt::format("insert into {0} (revision, direction, position, statement, state, started_at, "
                  "finished_at) values ($1, $2, $3, $4, $5, {1}, {2}) on conflict (revision, "
                  "direction, position) do update set statement = excluded.statement, state = "
                  "excluded.state, {3}finished_at = excluded.finished_at",
                  sql_name(), now, is_over ? now : "null",
                  is_over ? "" : "started_at = excluded.started_at, "),
      {entry.revision, entry.direction, static_cast<long long>(entry.position), entry.statement,
       std::string(name_of(entry.state))});
  has_written_ = true;
}

void journal_table::remove(std::string_view revision) {
  const auto is_of = [revision](const journal_entry& entry) { return entry.revision == revision; };
  const auto rest = std::remove_if(entries_.begin(), entries_.end(), is_of);
  if (rest == entries_.end() && !has_written_) return;
  table_.database().enqueue(fmt::format("delete from {} where revision {} $1", sql_name(),
                                        own_operator(table_.database().kind(), "=")),
                            {std::string(revision)});
  entries_.erase(rest, entries_.end());
  has_written_ = false;
}

}  // namespace revise
