#pragma once

#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "graph/revision_graph.h"

namespace revise::test {

/// Revisions written as text, in the order in which their names first appear (which is their load
/// order). Statements end with `;`:
///
///     a -> b -> c; b -> d     b revises a, c and d revise b
///     c d -> e                e merges c and d
///     x                       a base that nothing revises
///     e needs x y             e depends on x and y, as written
///     a as shop web           a has the branch labels shop and web
///
/// Each is in the file `/v/NAME.cpp`, line 1.
inline std::vector<graph::revision> revisions_of(std::string_view text) {
  std::vector<graph::revision> revisions;
  std::map<std::string, std::size_t> places;
  const auto named = [&](const std::string& name) -> graph::revision& {
    const auto [place, is_new] = places.try_emplace(name, revisions.size());
    if (is_new) {
      graph::revision r;
      r.id = name;
      r.path = "/v/" + name + ".cpp";
      r.line = 1;
      revisions.push_back(r);
    }
    return revisions[place->second];
  };

  std::istringstream statements{std::string(text)};
  for (std::string statement; std::getline(statements, statement, ';');) {
    std::istringstream words(statement);
    std::vector<std::string> left, right;
    std::string verb;
    const auto finish = [&] {
      if (verb == "needs" || verb == "as") {
        for (const std::string& name : left) {
          graph::revision& r = named(name);
          auto& list = verb == "as" ? r.branch_labels : r.depends_on;
          list.insert(list.end(), right.begin(), right.end());
        }
        return;
      }
      for (const std::string& name : left) named(name);
      for (const std::string& name : right) {
        graph::revision& r = named(name);
        r.down_revision.insert(r.down_revision.end(), left.begin(), left.end());
      }
    };
    for (std::string word; words >> word;) {
      if (word == "->" || word == "needs" || word == "as") {
        if (!verb.empty()) {
          finish();
          left = right;
          right.clear();
        }
        verb = word;
      } else {
        (verb.empty() ? left : right).push_back(word);
      }
    }
    finish();
  }
  return revisions;
}

/// The graph of `revisions_of(text)`. Throws `load_error` as the constructor of the graph does.
inline graph::revision_graph graph_of(std::string_view text) {
  return graph::revision_graph(revisions_of(text));
}

/// The ids of the nodes, in the given order: `a1 b2`.
template <typename Nodes>
std::string text_of(const graph::revision_graph& graph, const Nodes& nodes) {
  std::string text;
  for (const graph::node n : nodes) text += (text.empty() ? "" : " ") + graph.at(n).id;
  return text;
}

/// The words of `text`. Tests write the rows of a database as `"a1 b2"`.
inline std::vector<std::string> words_of(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> words;
  for (std::string word; stream >> word;) words.push_back(word);
  return words;
}

/// The message of the `Error` that `act` throws; a test failure if it throws nothing.
template <typename Error, typename Act>
std::string message_of(Act act) {
  try {
    act();
  } catch (const Error& thrown) {
    return thrown.what();
  }
  throw std::logic_error("nothing was thrown");
}

}  // namespace revise::test
