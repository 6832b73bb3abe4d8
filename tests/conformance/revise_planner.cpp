// Reads graphs and questions about them, one JSON document per line, and answers each document with
// a line. It uses the functions that the commands use, without a database or a compiler. README.md
// describes the format.

#include <algorithm>
#include <cstdio>
#include <exception>
#include <iostream>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/history.h"
#include "graph/plan.h"
#include "graph/revision_graph.h"
#include "graph/rows.h"
#include "graph/target.h"
#include "planner_document.h"

namespace {

using namespace revise::graph;
using revise::conformance::document;
using revise::conformance::document_error;
using revise::conformance::json_string;
using revise::conformance::question;

// Writes the output directly, without JSON values: the rows after each step of a wide graph are a
// thousand times as large as the graph.
class output {
 public:
  output& operator<<(std::string_view text) {
    buffer_ += text;
    if (buffer_.size() > 1U << 20U) flush();
    return *this;
  }

  void end_line() {
    buffer_ += '\n';
    flush();
  }

  bool is_good() const { return is_good_; }

 private:
  void flush() {
    is_good_ = std::fwrite(buffer_.data(), 1, buffer_.size(), stdout) == buffer_.size() &&
               std::fflush(stdout) == 0 && is_good_;
    buffer_.clear();
  }

  std::string buffer_;
  bool is_good_ = true;
};

// Writes the texts in brackets, separated by commas.
template <typename Texts>
void write_list(output& out, const Texts& texts) {
  out << "[";
  bool is_first = true;
  for (const auto& text : texts) {
    if (!is_first) out << ", ";
    is_first = false;
    out << text;
  }
  out << "]";
}

class answers {
 public:
  answers(const revision_graph& graph, output& out) : graph_(graph), out_(out) {}

  void write(const question& asked) {
    if (!asked.malformed.empty()) {
      write_error(asked.malformed);
      return;
    }
    try {
      answer(asked);
    } catch (const revise::graph_error& refused) {
      write_error(refused.what());
    } catch (const document_error& refused) {
      write_error(refused.what());
    }
  }

 private:
  // Does everything that can fail before it writes the first byte.
  void answer(const question& asked) {
    const rows at = read_rows(graph_, asked.current);
    if (asked.command == "upgrade") {
      write_plan(plan_upgrade(graph_, at, only_target(asked)));
    } else if (asked.command == "downgrade") {
      write_plan(plan_downgrade(graph_, at, only_target(asked)));
    } else if (asked.command == "stamp") {
      if (asked.targets.empty()) throw document_error("'target' is missing");
      const std::vector<node> stamped = plan_stamp(graph_, at, asked.targets, asked.purge);
      out_ << R"({"rows": )";
      write_list(out_, sorted(stamped));
      out_ << "}";
    } else if (asked.command == "heads") {
      out_ << R"({"ids": )";
      write_list(out_, sorted({graph_.heads().begin(), graph_.heads().end()}));
      out_ << "}";
    } else if (asked.command == "history") {
      const std::vector<node> listed =
          history(graph_, asked.targets.empty() ? "" : only_target(asked), at);
      out_ << R"({"ids": )";
      write_list(out_, named(listed));
      out_ << "}";
    } else if (asked.command == "labels") {
      write_labels();
    } else {
      throw document_error("no command '" + asked.command + "'");
    }
  }

  static const std::string& only_target(const question& asked) {
    if (asked.targets.size() != 1) throw document_error("'target' is not one target");
    return asked.targets.front();
  }

  std::string name(node n) const { return json_string(graph_.at(n).id); }

  std::vector<std::string> named(const std::vector<node>& nodes) const {
    std::vector<std::string> names;
    names.reserve(nodes.size());
    for (const node n : nodes) names.push_back(name(n));
    return names;
  }

  std::vector<std::string> sorted(const std::vector<node>& nodes) const {
    std::vector<std::string> names = named(nodes);
    std::sort(names.begin(), names.end());
    return names;
  }

  void write_plan(const plan& planned) {
    out_ << R"({"steps": [)";
    for (std::size_t i = 0; i < planned.steps.size(); ++i) {
      out_ << (i > 0 ? ", " : "") << name(planned.steps[i].revision);
    }
    out_ << R"(], "rows": [)";
    const std::vector<std::string> start = named(planned.start);
    std::set<std::string> rows_now(start.begin(), start.end());
    for (std::size_t i = 0; i < planned.steps.size(); ++i) {
      for (const node n : planned.steps[i].removed) rows_now.erase(name(n));
      for (const node n : planned.steps[i].added) rows_now.insert(name(n));
      out_ << (i > 0 ? ", " : "");
      write_list(out_, rows_now);
    }
    out_ << "]}";
  }

  void write_labels() {
    out_ << R"({"labels": {)";
    for (node n = 0; n < graph_.size(); ++n) {
      out_ << (n > 0 ? ", " : "") << name(n) << ": ";
      std::vector<std::string> labels = graph_.labels(n);
      for (std::string& label : labels) label = json_string(label);
      write_list(out_, labels);
    }
    out_ << "}}";
  }

  void write_error(const std::string& message) {
    out_ << R"({"error": )" << json_string(message) << "}";
  }

  const revision_graph& graph_;
  output& out_;
};

void write_load_error(output& out, const std::string& name, const load_error& refused) {
  std::string message = refused.what();
  for (const std::string& problem : refused.problems()) message += "; " + problem;
  out << R"({"name": )" << json_string(name) << R"(, "error": )" << json_string(message) << "}";
}

void answer_line(output& out, std::string_view line) {
  try {
    document asked = revise::conformance::parse_document(line);
    try {
      const revision_graph graph(std::move(asked.revisions));
      out << R"({"name": )" << json_string(asked.name) << R"(, "results": [)";
      answers to_all(graph, out);
      for (std::size_t i = 0; i < asked.cases.size(); ++i) {
        out << (i > 0 ? ", " : "");
        to_all.write(asked.cases[i]);
      }
      out << "]}";
    } catch (const load_error& refused) {
      write_load_error(out, asked.name, refused);
    }
  } catch (const document_error& refused) {
    out << R"({"error": )" << json_string(refused.what()) << "}";
  }
  out.end_line();
}

}  // namespace

int main() {
  std::ios::sync_with_stdio(false);
  try {
    output out;
    std::string line;
    while (std::getline(std::cin, line)) answer_line(out, line);
    return out.is_good() ? 0 : 1;
  } catch (const std::exception& failed) {
    std::fprintf(stderr, "revise_planner: %s\n", failed.what());
    return 1;
  }
}
