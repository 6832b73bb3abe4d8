#include "scaffold/template_text.h"

#include <fmt/format.h>

#include <cstddef>
#include <functional>
#include <optional>

#include "scaffold/cpp_text.h"
#include "util/closest.h"
#include "util/cpp_literal.h"
#include "util/error.h"

namespace revise::tool {

namespace {

// The name in the `@name@` that `text` begins with; empty if it begins with none.
std::string_view placeholder_at(std::string_view text) {
  if (!text.starts_with('@')) return {};
  const std::size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", 1);
  if (end == std::string_view::npos || end == 1 || text[end] != '@') return {};
  return text.substr(1, end - 1);
}

// Returns the text to replace a placeholder by; nullopt: the whole line is left out. `before` is
// the text before the placeholder on its line.
using substitute = std::function<std::optional<std::string>(const std::string& before)>;

struct placeholder {
  std::string name;
  substitute value;
};

class renderer {
 public:
  renderer(const named_template& from, const std::vector<placeholder>& placeholders)
      : from_(from), placeholders_(placeholders) {}

  std::string render() {
    std::string result;
    std::string_view rest = from_.text;
    while (!rest.empty()) {
      ++line_;
      const std::size_t end = rest.find('\n');
      const bool ends = end != std::string_view::npos;
      if (std::optional<std::string> line = render_line(rest.substr(0, end))) {
        result += *line;
        if (ends) result += '\n';
      }
      rest.remove_prefix(ends ? end + 1 : rest.size());
    }
    return result;
  }

 private:
  std::optional<std::string> render_line(std::string_view line) const {
    std::string result;
    bool replaced = false;
    while (!line.empty()) {
      const std::string_view name = placeholder_at(line);
      if (name.empty()) {
        result += line.front();
        line.remove_prefix(1);
        continue;
      }
      const std::optional<std::string> value = find(name).value(result);
      if (!value) return std::nullopt;
      result += *value;
      replaced = true;
      line.remove_prefix(name.size() + 2);
    }
    // An empty message would leave "// ".
    while (replaced && result.ends_with(' ')) result.pop_back();
    return result;
  }

  const placeholder& find(std::string_view name) const {
    std::vector<std::string> names;
    for (const placeholder& known : placeholders_) {
      if (known.name == name) return known;
      names.push_back(known.name);
    }
    const auto suggestion = closest(name, names);
    throw config_error(
        fmt::format("{}:{}: unknown placeholder '@{}@'{}", from_.name, line_, name,
                    suggestion ? fmt::format(", did you mean '@{}@'?", *suggestion) : ""));
  }

  const named_template& from_;
  const std::vector<placeholder>& placeholders_;
  std::size_t line_ = 0;
};

substitute always(std::string value) {
  return [value = std::move(value)](const std::string&) { return value; };
}

std::string braced(const std::vector<std::string>& items) {
  std::string all;
  for (const std::string& item : items) {
    all += fmt::format("{}{}", all.empty() ? "" : ", ", cpp_literal(item));
  }
  return fmt::format("{{{}}}", all);
}

const substitute no_line = [](const std::string&) { return std::nullopt; };

substitute line_unless_empty(const std::vector<std::string>& items) {
  return items.empty() ? no_line : always(braced(items));
}

substitute call_unless_empty(const std::string& file) {
  return file.empty() ? no_line : always(fmt::format("op.execute_file({});", cpp_literal(file)));
}

std::string comma_separated(const std::vector<std::string>& items) {
  std::string all;
  for (const std::string& item : items) all += fmt::format("{}{}", all.empty() ? "" : ", ", item);
  return all;
}

std::string in_comment(const std::string& message, const std::string& before) {
  const std::size_t begin = before.find_first_not_of(" \t");
  const std::string comment = begin == std::string::npos ? "" : before.substr(begin, 2);
  if (comment == "//" || comment == "--") {
    return cpp_line_comment(message, before);
  }
  return cpp_block_comment(message);
}

void require(const named_template& from, const std::string& name, const std::string& reason) {
  if (from.text.find(fmt::format("@{}@", name)) != std::string::npos) return;
  throw config_error(fmt::format("{}: no '@{}@', {}", from.name, name, reason));
}

}  // namespace

std::string render_migration(const named_template& from, const migration_fields& fields) {
  require(from, "revision_literal", "so the migration would have no id");
  require(from, "down_revision", "so the migration would have no place in the graph");
  if (!fields.depends_on.empty()) require(from, "depends_on", "but the migration has dependencies");
  if (!fields.branch_labels.empty()) require(from, "branch_labels", "but the migration has labels");
  const std::string no_call = "so it has no place for the call that runs the SQL file";
  if (!fields.upgrade_file.empty()) require(from, "upgrade", no_call);
  if (!fields.downgrade_file.empty()) require(from, "downgrade", no_call);

  const std::vector<placeholder> placeholders = {
      {"message", [&](const std::string& before) { return in_comment(fields.message, before); }},
      {"revision", always(fields.revision)},
      {"revises",
       always(fields.down_revision.empty() ? "<base>" : comma_separated(fields.down_revision))},
      {"created", always(fields.created)},
      {"message_literal", always(cpp_literal(fields.message))},
      {"revision_literal", always(cpp_literal(fields.revision))},
      {"down_revision", always(braced(fields.down_revision))},
      {"depends_on", line_unless_empty(fields.depends_on)},
      {"branch_labels", line_unless_empty(fields.branch_labels)},
      {"upgrade", call_unless_empty(fields.upgrade_file)},
      {"downgrade", call_unless_empty(fields.downgrade_file)},
  };
  return renderer(from, placeholders).render();
}

std::string render_sql(const named_template& from, const migration_fields& fields,
                       const std::string& way) {
  return renderer(from,
                  {{"message",
                    [&](const std::string& before) { return in_comment(fields.message, before); }},
                   {"revision", always(fields.revision)},
                   {"created", always(fields.created)},
                   {"way", always(way)}})
      .render();
}

std::string render_template(const named_template& from,
                            const std::vector<std::pair<std::string, std::string>>& values) {
  std::vector<placeholder> placeholders;
  placeholders.reserve(values.size());
  for (const auto& [name, value] : values) placeholders.push_back({name, always(value)});
  return renderer(from, placeholders).render();
}

}  // namespace revise::tool
