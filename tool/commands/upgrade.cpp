#include "commands/commands.h"
#include "commands/walk.h"

namespace revise::tool {

namespace {

class upgrade_command final : public command {
 public:
  void declare(option_set& options) override {
    options.argument("TARGET", request_.target, "where to: head, heads, an id, +N");
    options.flag("--plan", request_.plan_only, "print the steps and stop");
  }

  int run(context& in) override { return walk(in, request_); }

 private:
  walk_request request_{.way = graph::direction::upgrade, .target = {}};
};

}  // namespace

std::unique_ptr<command> make_upgrade() { return std::make_unique<upgrade_command>(); }

}  // namespace revise::tool
