#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "cli/json_text.h"
#include "commands/commands.h"
#include "commands/context.h"
#include "scaffold/template_set.h"

namespace revise::tool {

namespace {

class list_templates_command final : public command {
 public:
  void declare(option_set&) override {}

  int run(context& in) override {
    const std::vector<template_set> sets = template_sets();
    if (in.out().is_json()) {
      json list = json::array();
      for (const template_set& set : sets) {
        list.push_back({{"name", set.name}, {"description", set.description}});
      }
      in.out().data(text_of(list));
      return 0;
    }
    for (const template_set& set : sets) {
      in.out().data(fmt::format("{} - {}", set.name, set.description));
    }
    return 0;
  }
};

}  // namespace

std::unique_ptr<command> make_list_templates() {
  return std::make_unique<list_templates_command>();
}

}  // namespace revise::tool
