#include <fmt/format.h>

#include "commands/commands.h"
#include "commands/walk.h"

namespace revise::tool {

namespace {

class upgrade_command final : public command {
 public:
  void declare(option_set& options) override {
    options.arguments("TARGET", targets_,
                      "where to: head, heads, an id, +N; with --sql also FROM:TO; with --unrun: "
                      "one or more ids");
    options.flag("--plan", request_.plan_only, "print the steps and stop");
    options.flag("--strict", request_.strict,
                 "stop if an applied revision was edited after it ran, or probably never ran");
    options.flag("--unrun", is_unrun_, "run only TARGET, which counts as applied but never ran");
    options.values("--ignore-not-before", "REV", request_.ignored_waits,
                   "run REV although its .not_before says to wait");
    request_.offline.declare(options);
    request_.offline.declare_idempotent(options);
    request_.limits.declare(options);
    options.flag("--single-transaction", request_.single_transaction,
                 "run everything in one transaction: all or nothing");
  }

  void check() const override {
    if (targets_.size() > 1 && !is_unrun_) {
      throw usage_error(fmt::format("unexpected argument '{}'", targets_[1]),
                        "revise upgrade --help");
    }
    check_request(request());
  }

  needs needed(needs usual) const override {
    return request_.offline.sql ? needs::versions : usual;
  }

  outcome run(context& in) override {
    return request_.offline.sql ? walk_script(in, request()) : run_walk(in, request());
  }

 private:
  walk_options request() const {
    walk_options whole = request_;
    whole.target = fmt::format("{}", fmt::join(targets_, " "));
    if (is_unrun_) whole.unrun = targets_;
    return whole;
  }

  std::vector<std::string> targets_;
  bool is_unrun_ = false;
  walk_options request_{.way = graph::direction::upgrade, .target = {}};
};

}  // namespace

std::unique_ptr<command> make_upgrade() { return std::make_unique<upgrade_command>(); }

}  // namespace revise::tool
