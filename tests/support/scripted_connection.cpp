#include "support/scripted_connection.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace revise::test {

namespace {

constexpr const char* gone = "server closed the connection unexpectedly";

struct value_text {
  std::string operator()(std::monostate) const { return "null"; }
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(const sql_bytes& bytes) const { return bytes.data; }
  std::string operator()(bool b) const { return b ? "true" : "false"; }
  template <class Number>
  std::string operator()(Number number) const {
    return fmt::format("{}", number);
  }
};

std::string text_of(const sql_value& value) { return std::visit(value_text(), value); }

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

bool matches(std::string_view sql, std::string_view part) {
  return part.find_first_of(" _") == std::string_view::npos ? sql == part : contains(sql, part);
}

// Whether revise asks this about its own tables.
bool is_own_question(std::string_view sql) {
  return contains(sql, "checked.hides_rows") || sql.starts_with("select version_num from") ||
         (contains(sql, "_journal") && contains(sql, "order by position")) ||
         contains(sql, " limit 0");
}

result_set one_row(std::vector<std::optional<std::string>> cells) {
  result_set found;
  found.columns.resize(cells.size());
  found.rows = cells.empty() ? 0 : 1;
  found.cells = std::move(cells);
  return found;
}

}  // namespace

sql_failure refusal(std::string sqlstate, std::string message, bool by_lock) {
  sql_failure failure;
  failure.sqlstate = std::move(sqlstate);
  failure.message = std::move(message);
  failure.by_lock = by_lock;
  return failure;
}

scripted_connection::scripted_connection() = default;
scripted_connection::~scripted_connection() = default;

void scripted_connection::answer(std::string part, std::vector<std::optional<std::string>> cells) {
  answers_.emplace_back(std::move(part), std::move(cells));
}

void scripted_connection::refuse(std::string part, sql_failure failure, int nth, int count) {
  rules_.push_back({.part = std::move(part),
                    .nth = nth,
                    .count = count,
                    .loses = false,
                    .failure = std::move(failure),
                    .then = {}});
}

void scripted_connection::lose(std::string part, int nth) {
  rules_.push_back(
      {.part = std::move(part), .nth = nth, .count = 1, .loses = true, .failure = {}, .then = {}});
}

void scripted_connection::notice(std::string part, std::function<void()> then) {
  rules_.push_back({.part = std::move(part),
                    .nth = 1,
                    .count = 0,
                    .loses = false,
                    .failure = {},
                    .then = std::move(then)});
}

std::vector<std::string> scripted_connection::statements() const {
  std::vector<std::string> result;
  std::copy_if(sent.begin(), sent.end(), std::back_inserter(result),
               [](const std::string& sql) { return !is_own_question(sql); });
  return result;
}

void scripted_connection::require_alive() const {
  if (!is_alive_) throw connection_error(gone);
}

void scripted_connection::send(std::string_view sql, const std::vector<sql_value>& parameters) {
  require_alive();
  std::string line(sql);
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    line += (i == 0 ? " -- " : ", ") + text_of(parameters[i]);
  }
  sent.push_back(line);
  for (rule& one : rules_) {
    if (!matches(sql, one.part)) continue;
    if (one.then) {
      one.then();
      continue;
    }
    if (--one.nth > 0 || one.nth <= -one.count) continue;
    if (one.loses) {
      is_alive_ = false;
      in_transaction_ = false;
      queue_.clear();
      throw connection_error(gone);
    }
    has_failed_ = in_transaction_;
    sql_failure failure = one.failure;
    failure.statement = sql;
    throw sql_error(failure);
  }
  if (has_failed_) {
    sql_failure failure = refusal("25P02", "current transaction is aborted");
    failure.statement = sql;
    throw sql_error(std::move(failure));
  }
}

result_set scripted_connection::found_by(std::string_view sql,
                                         const std::vector<sql_value>& parameters) const {
  for (auto known = answers_.rbegin(); known != answers_.rend(); ++known) {
    if (contains(sql, known->first)) return one_row(known->second);
  }
  if (contains(sql, "checked.hides_rows")) {
    const bool exists = tables.count(text_of(parameters.at(0))) > 0;
    return one_row({"public", exists ? "r" : "", "10", "app", "", "f", "f", "259"});
  }
  if (sql.starts_with("select version_num from")) {
    result_set found = one_row({version_rows.begin(), version_rows.end()});
    found.rows = version_rows.size();
    return found;
  }
  if ((contains(sql, "_journal") && contains(sql, "order by position"))) {
    result_set found;
    found.columns.resize(5);
    found.rows = journal.size();
    for (const journal_entry& entry : journal) {
      constexpr const char* states[] = {"started", "done", "failed"};
      for (const std::string& cell :
           {entry.revision, entry.direction, std::to_string(entry.position), entry.statement,
            std::string(states[static_cast<std::size_t>(entry.state)])}) {
        found.cells.emplace_back(cell);
      }
    }
    return found;
  }
  if (contains(sql, "current_setting('lock_timeout')")) return one_row({"0", "0"});
  result_set nothing;
  if (contains(sql, " limit 0")) nothing.columns = {"revision", "parents"};
  return nothing;
}

void scripted_connection::execute(std::string_view sql) {
  flush();
  send(sql, {});
}

long long scripted_connection::execute(std::string_view sql,
                                       const std::vector<sql_value>& parameters) {
  flush();
  send(sql, parameters);
  return 1;
}

result_set scripted_connection::query(std::string_view sql,
                                      const std::vector<sql_value>& parameters) {
  flush();
  send(sql, parameters);
  return found_by(sql, parameters);
}

void scripted_connection::enqueue(std::string sql, const std::vector<sql_value>& parameters,
                                  answer_function then) {
  require_alive();
  queue_.push_back({std::move(sql), parameters, std::move(then)});
}

void scripted_connection::flush() {
  std::vector<queued> now = std::exchange(queue_, {});
  for (queued& one : now) {
    if (one.sql == "begin") in_transaction_ = true;
    try {
      send(one.sql, one.parameters);
    } catch (const sql_error& e) {
      if (one.then) one.then(statement_answer(0, &e));
      throw;
    }
    if (one.then) one.then(statement_answer(1));
  }
}

std::unique_ptr<bulk_writer> scripted_connection::begin_bulk(const std::string&,
                                                             const std::vector<std::string>&) {
  throw std::logic_error("scripted_connection: begin_bulk");
}

void scripted_connection::begin(const transaction_limits&) {
  in_transaction_ = true;
  has_failed_ = false;
  enqueue("begin", {}, {});
}

void scripted_connection::begin_read_only(const transaction_limits&) {
  in_transaction_ = true;
  has_failed_ = false;
  enqueue("begin read only", {}, {});
}

bool scripted_connection::is_begin_queued() const {
  return !queue_.empty() && queue_.front().sql == "begin";
}

void scripted_connection::commit() {
  flush();
  send("commit", {});
  in_transaction_ = false;
}

void scripted_connection::rollback() noexcept {
  queue_.clear();
  if (in_transaction_ && is_alive_) sent.emplace_back("rollback");
  in_transaction_ = false;
  has_failed_ = false;
}

void scripted_connection::restore_session(const transaction_limits&) {
  if (in_transaction_) {
    enqueue("restore session", {}, {});
  } else {
    execute("restore session");
  }
}

soci::session& scripted_connection::session() {
  throw std::logic_error("scripted_connection: session");
}

}  // namespace revise::test
