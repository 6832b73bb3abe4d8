#include "cli/log_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "cli/json_text.h"
#include "cli/output.h"
#include "cli/revision_text.h"

namespace revise::tool {

namespace {

// A text of several lines, indented for use after its label.
std::string indented(std::string text) {
  while (text.ends_with('\n')) text.pop_back();
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 3) {
    text.insert(at + 1, "  ");
  }
  return text;
}

json text_or_null(const std::string& text) { return text.empty() ? json(nullptr) : json(text); }

}  // namespace

log_widths widths_of(const std::vector<log_entry>& entries) {
  log_widths widths;
  for (const log_entry& entry : entries) {
    widths.revision = std::max(widths.revision, entry.revision.size());
    widths.duration = std::max(widths.duration, duration_text(entry.seconds).size());
  }
  return widths;
}

std::string log_time(const log_entry& entry) {
  // A time that is not in the form that revise writes is shown unchanged.
  if (entry.started_at.size() < 20 || entry.started_at[10] != 'T') return entry.started_at;
  return fmt::format("{} {} UTC", entry.started_at.substr(0, 10), entry.started_at.substr(11, 8));
}

std::string log_author(const log_entry& entry) {
  const std::string& user = entry.origin.os_user.empty() ? entry.db_role : entry.origin.os_user;
  const std::string& host = entry.origin.host;
  if (user.empty() && host.empty()) return "an unknown user";
  return host.empty() ? user : fmt::format("{}@{}", user, host);
}

std::string log_line(const log_entry& entry, const std::string& about, const log_widths& widths) {
  return printable_on_one_line(fmt::format(
      "{}  {:6}  {:9}  {:{}}  {:>{}}  {}{}{}", log_time(entry), entry.result, entry.direction,
      entry.revision, widths.revision, duration_text(entry.seconds), widths.duration,
      log_author(entry), about, entry.note.empty() ? "" : fmt::format(" ({})", title(entry.note))));
}

std::string log_block(const log_entry& entry, const std::string& about) {
  std::string text;
  const auto add = [&text](std::string_view label, const std::string& value) {
    if (!value.empty()) text += fmt::format("{}: {}\n", label, indented(printable(value)));
  };
  add("Revision", entry.revision + about);
  add("Direction", entry.direction);
  add("Result", entry.result);
  add("Started", entry.started_at);
  add("Seconds", fmt::format("{:.3f}", entry.seconds));
  add("User", entry.origin.os_user);
  add("Host", entry.origin.host);
  add("Database role", entry.db_role);
  add("Tool version", entry.origin.tool_version);
  add("Git commit", entry.origin.git_commit);
  add("Source hash", entry.source_hash);
  if (entry.parents) add("Parents", entry.parents->empty() ? "<base>" : *entry.parents);
  add("Note", entry.note);
  add("SQLSTATE", entry.sqlstate);
  add("Message", entry.message);
  add("Statement", entry.statement);
  return text;
}

json log_json(const log_entry& entry) {
  return {{"revision", entry.revision},
          {"direction", entry.direction},
          {"result", entry.result},
          {"started_at", entry.started_at},
          {"seconds", entry.seconds},
          {"sqlstate", text_or_null(entry.sqlstate)},
          {"message", text_or_null(entry.message)},
          {"statement", text_or_null(entry.statement)},
          {"source_hash", text_or_null(entry.source_hash)},
          {"note", text_or_null(entry.note)},
          {"os_user", text_or_null(entry.origin.os_user)},
          {"host", text_or_null(entry.origin.host)},
          {"tool_version", text_or_null(entry.origin.tool_version)},
          {"git_commit", text_or_null(entry.origin.git_commit)},
          {"db_role", text_or_null(entry.db_role)},
          {"parents", entry.parents ? json(*entry.parents) : json(nullptr)}};
}

}  // namespace revise::tool
