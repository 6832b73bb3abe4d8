#include "planner_document.h"

#include <nlohmann/json.hpp>

namespace revise::conformance {

namespace {

using nlohmann::json;

std::string text_of(const json& value, const char* what) {
  if (!value.is_string()) throw document_error(std::string(what) + " is not a string");
  return value.get<std::string>();
}

// A missing list is read as an empty one.
std::vector<std::string> texts_of(const json& object, const char* key) {
  std::vector<std::string> texts;
  const auto found = object.find(key);
  if (found == object.end()) return texts;
  if (!found->is_array()) throw document_error("'" + std::string(key) + "' is not a list");
  for (const json& item : *found) texts.push_back(text_of(item, key));
  return texts;
}

const json& member(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) throw document_error("'" + std::string(key) + "' is missing");
  return *found;
}

const json& list_of(const json& object, const char* key) {
  const json& list = member(object, key);
  if (!list.is_array()) throw document_error("'" + std::string(key) + "' is not a list");
  return list;
}

graph::revision revision_of(const json& object) {
  if (!object.is_object()) throw document_error("a revision is not an object");
  graph::revision r;
  r.id = text_of(member(object, "id"), "id");
  r.down_revision = texts_of(object, "down_revision");
  r.depends_on = texts_of(object, "depends_on");
  r.branch_labels = texts_of(object, "branch_labels");
  return r;
}

void read_question(const json& object, question& asked) {
  if (!object.is_object()) throw document_error("a case is not an object");
  asked.command = text_of(member(object, "command"), "command");
  asked.current = texts_of(object, "current");
  if (const auto target = object.find("target"); target != object.end()) {
    asked.targets = target->is_array() ? texts_of(object, "target")
                                       : std::vector<std::string>{text_of(*target, "target")};
  }
  if (const auto purge = object.find("purge"); purge != object.end()) {
    if (!purge->is_boolean()) throw document_error("'purge' is neither true nor false");
    asked.purge = purge->get<bool>();
  }
}

question question_of(const json& object) {
  question asked;
  try {
    read_question(object, asked);
  } catch (const document_error& wrong) {
    asked.malformed = wrong.what();
  }
  return asked;
}

}  // namespace

document parse_document(std::string_view line) {
  const json parsed = json::parse(line, nullptr, false);
  if (parsed.is_discarded()) throw document_error("the line is not JSON");
  if (!parsed.is_object()) throw document_error("the line is not a JSON object");
  document read;
  read.name = text_of(member(parsed, "name"), "name");
  for (const json& r : list_of(parsed, "revisions")) read.revisions.push_back(revision_of(r));
  for (const json& asked : list_of(parsed, "cases")) read.cases.push_back(question_of(asked));
  return read;
}

std::string json_string(std::string_view text) {
  // Bytes in a message that are not UTF-8 came from a name; they are replaced, because the message
  // matters more.
  return json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

}  // namespace revise::conformance
