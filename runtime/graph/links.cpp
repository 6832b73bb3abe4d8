#include "graph/links.h"

#include <fmt/format.h>

#include <cstddef>
#include <map>

#include "graph/wording.h"

namespace revise::graph {

namespace {

// To suggest a similar name, the name is compared with every known name. In a folder where many
// names are missing, the cause is not a typing error.
constexpr std::size_t most_suggestions = 20;

std::string located(const revision& r, const std::string& text) {
  const std::string where = place(r);
  return where.empty() ? text : where + ": " + text;
}

// Returns ` in a.cpp:3`, or an empty text if the file is unknown.
std::string in_file(const revision& r) {
  const std::string where = place(r);
  return where.empty() ? where : " in " + where;
}

class resolver {
 public:
  resolver(const std::vector<revision>& revisions, const name_index& names,
           std::vector<std::string>& problems)
      : revisions_(revisions), names_(names), problems_(problems), taken_(revisions.size(), 0) {}

  std::vector<node> parents(node n) {
    const revision& r = revisions_[n];
    ++list_;
    std::vector<node> found;
    for (const std::string& name : r.down_revision) {
      if (const auto parent = names_.find(name)) {
        add(found, n, *parent, "down_revision");
      } else {
        const std::string what = names_.find_label(name) ? "is a branch label, not a revision id"
                                                         : "no file has" + suggestion(r, name);
        report(r, fmt::format("revision {} has the down_revision {}, which {}", quoted(r.id),
                              quoted(name), what));
      }
    }
    return found;
  }

  std::vector<node> dependencies(node n) {
    const revision& r = revisions_[n];
    ++list_;
    std::vector<node> found;
    for (const std::string& name : r.depends_on) {
      std::vector<node> meant;
      if (const auto id = names_.find(name)) {
        meant = {*id};
      } else if (const auto label = names_.find_label(name)) {
        meant = {*label};
      } else {
        meant = names_.starting_with(name);
      }
      if (meant.size() == 1) {
        add(found, n, meant.front(), "depends_on");
      } else if (meant.empty()) {
        report(r, fmt::format("revision {} depends on {}, which no file has{}", quoted(r.id),
                              quoted(name), suggestion(r, name)));
      } else {
        std::vector<std::string> ids;
        ids.reserve(meant.size());
        for (const node m : meant) ids.push_back(revisions_[m].id);
        report(r, fmt::format("revision {} depends on {}, which is ambiguous: {}", quoted(r.id),
                              quoted(name), quoted(ids)));
      }
    }
    return found;
  }

 private:
  void add(std::vector<node>& found, node from, node to, const char* field) {
    if (from == to) {
      const revision& r = revisions_[from];
      report(r, fmt::format("revision {} names itself in {}", quoted(r.id), field));
    } else if (taken_[to] != list_) {
      taken_[to] = list_;
      found.push_back(to);
    }
  }

  std::string suggestion(const revision& r, const std::string& name) {
    if (++suggestions_ > most_suggestions) return {};
    const auto similar = names_.closest_name(name);
    return similar && *similar != r.id ? ", did you mean " + quoted(*similar) + "?" : std::string();
  }

  void report(const revision& r, const std::string& text) { problems_.push_back(located(r, text)); }

  const std::vector<revision>& revisions_;
  const name_index& names_;
  std::vector<std::string>& problems_;
  std::vector<std::size_t> taken_;  // for each revision, the last list that it was added to
  std::size_t list_ = 0;
  std::size_t suggestions_ = 0;
};

std::string not_a_name(std::string_view name, const char* kind) {
  if (is_reserved(name))
    return fmt::format("{} is reserved and cannot be a {}", quoted(name), kind);
  return fmt::format("{} is not a {}: 1 to 255 letters, digits, '_' and '.'", quoted(name), kind);
}

}  // namespace

std::string place(const revision& r) {
  if (r.path.empty() || r.line == 0) return r.path;
  return fmt::format("{}:{}", r.path, r.line);
}

void check_names(const std::vector<revision>& revisions, const name_index& names,
                 std::vector<std::string>& problems) {
  std::map<std::string_view, node> labels;
  for (node n = 0; n < revisions.size(); ++n) {
    const revision& r = revisions[n];
    const auto report = [&](const std::string& text) { problems.push_back(located(r, text)); };
    if (r.id.empty()) {
      report("a revision has an empty id");
    } else if (!is_valid_identifier(r.id) || is_reserved(r.id)) {
      report(not_a_name(r.id, "revision id"));
    } else if (const node first = *names.find(r.id); first != n) {
      const std::string where = in_file(revisions[first]);
      report(fmt::format("revision {} is defined twice{}", quoted(r.id),
                         where.empty() ? where : ", first" + where));
    }
    for (const std::string& label : r.branch_labels) {
      if (label.empty()) {
        report(fmt::format("revision {} has an empty branch label", quoted(r.id)));
        continue;
      }
      if (!is_valid_identifier(label) || is_reserved(label)) {
        report(not_a_name(label, "branch label"));
        continue;
      }
      if (const auto same = names.find(label)) {
        report(fmt::format("branch label {} of revision {} is also the id of a revision{}",
                           quoted(label), quoted(r.id), in_file(revisions[*same])));
      }
      const auto [other, is_new] = labels.try_emplace(label, n);
      if (!is_new && other->second == n) {
        report(
            fmt::format("revision {} has the branch label {} twice", quoted(r.id), quoted(label)));
      } else if (!is_new) {
        const revision& owner = revisions[other->second];
        report(fmt::format("branch label {} of revision {} is already used by revision {}{}",
                           quoted(label), quoted(r.id), quoted(owner.id), in_file(owner)));
      }
    }
  }
}

links resolve_links(const std::vector<revision>& revisions, const name_index& names,
                    std::vector<std::string>& problems) {
  resolver resolve(revisions, names, problems);
  links found;
  for (node n = 0; n < revisions.size(); ++n) {
    found.parents.push_back(resolve.parents(n));
    found.dependencies.push_back(resolve.dependencies(n));
  }
  return found;
}

}  // namespace revise::graph
