#include "operations/recorder.h"

#include <fmt/format.h>

#include <charconv>
#include <string_view>

#include "operations/owned.h"
#include "util/error.h"

namespace revise {

namespace data = operations_data;

namespace {

// Ignores the operations of on() for a database of the other kind.
class discarding_sink final : public operation_sink {
 public:
  void accept(const operation&, location) override {}
  result_set query(const data::query&, location) override { return {}; }
};

operation_sink& null_sink() {
  static discarding_sink sink;
  return sink;
}

}  // namespace

recorder::recorder(operation_sink& sink, database_kind kind, const argument_map& arguments,
                   file_reader files, row_comparison preserving)
    : sink_(sink),
      kind_(kind),
      arguments_(arguments),
      files_(std::move(files)),
      preserving_(preserving) {}

void recorder::do_execute(string_ref sql, location where) {
  sink_.accept(data::execute{owned(sql)}, where);
}

void recorder::do_execute_file(string_ref name, location where) {
  if (!files_) throw error(fmt::format("no SQL file '{}'", owned(name)));
  sink_.accept(files_(owned(name), where), where);
}

void recorder::do_rename(const object& what, string_ref to, location where) {
  sink_.accept(data::rename_object{owned(what), owned(to)}, where);
}

void recorder::do_move(const object& what, string_ref to_schema, location where) {
  sink_.accept(data::move_object{owned(what), owned(to_schema)}, where);
}

void recorder::do_drop(const object& what, const drop_options& options, location where) {
  sink_.accept(data::drop_object{.what = owned(what),
                                 .if_exists = options.if_exists,
                                 .cascade = options.cascade,
                                 .if_unused = options.if_unused,
                                 .if_comment = owned(options.if_comment)},
               where);
}

void recorder::do_comment(const object& on, string_ref words, location where) {
  sink_.accept(data::comment_on{owned(on), owned(words)}, where);
}

void recorder::do_notify(string_ref channel, string_ref payload, location where) {
  sink_.accept(data::notify{owned(channel), owned(payload)}, where);
}

string_ref recorder::do_argument(string_ref key, const string_ref* otherwise) const {
  const std::string_view name(key.data(), key.size());
  const auto found = arguments_.find(name);
  if (found != arguments_.end()) return found->second;
  if (otherwise != nullptr) return *otherwise;
  throw error(fmt::format("the argument '{}' is missing", name),
              fmt::format("add -x {}=VALUE to the command", name));
}

long long recorder::do_number_argument(string_ref key, long long otherwise) const {
  const std::string_view name(key.data(), key.size());
  const auto found = arguments_.find(name);
  if (found == arguments_.end()) return otherwise;
  const std::string_view given = found->second;
  long long number = 0;
  const auto [end, problem] = std::from_chars(given.data(), given.data() + given.size(), number);
  if (problem != std::errc() || end != given.data() + given.size()) {
    throw error(fmt::format("the argument '{}' is '{}', which is not a whole number", name, given),
                fmt::format("for example -x {}={}", name, otherwise));
  }
  return number;
}

operations& recorder::do_on(database_kind kind) {
  if (kind == kind_) return *this;
  if (elsewhere_ == nullptr) {
    elsewhere_ = std::make_unique<recorder>(null_sink(), kind, arguments_,
                                            [](auto&&...) { return data::execute{}; });
  }
  return *elsewhere_;
}

}  // namespace revise
