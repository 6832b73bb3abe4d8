#pragma once

#include <revise/migration.h>
#include <revise/plugin.h>

#include <string>
#include <vector>

#include "database/run_project.h"

namespace revise::test {

/// Migrations in the form in which a compiled versions folder describes them. Each is registered
/// with in_file().
class compiled {
 public:
  explicit compiled(std::vector<registered> migrations) : migrations_(std::move(migrations)) {
    paths_.reserve(migrations_.size());
    for (std::size_t i = 0; i < migrations_.size(); ++i) {
      registered& migration = migrations_[i];
      migration.link.next = i == 0 ? nullptr : &migrations_[i - 1];
      paths_.push_back("/versions/" + std::string(migration.link.where.file));
      sources_.push_back({migration.link.where.file, paths_.back().c_str()});
    }
    description_ = {
        .first = &migrations_.back(), .sources = sources_.data(), .source_count = sources_.size()};
  }
  compiled(const compiled&) = delete;
  compiled& operator=(const compiled&) = delete;

  const plugin_description* description() const { return &description_; }

 private:
  std::vector<registered> migrations_;
  std::vector<std::string> paths_;
  std::vector<plugin_source> sources_;
  plugin_description description_{};
};

}  // namespace revise::test
