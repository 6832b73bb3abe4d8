#include "commands/commands.h"
#include "commands/walk.h"

namespace revise::tool {

namespace {

class downgrade_command final : public command {
 public:
  void declare(option_set& options) override {
    options.argument("TARGET", request_.target,
                     "where to: base, an id, -N; with --sql also FROM:TO");
    options.flag("--plan", request_.plan_only, "print the steps and stop");
    options.flag("--strict", request_.strict,
                 "stop if an applied revision was edited after it ran, or probably never ran");
    request_.offline.declare(options);
    request_.offline.declare_idempotent(options);
    request_.limits.declare(options);
    options.flag("--single-transaction", request_.single_transaction,
                 "run everything in one transaction: all or nothing");
    options.flag("-y,--yes", request_.yes, "do not ask");
  }

  void check() const override { check_request(request_); }

  needs needed(needs usual) const override {
    return request_.offline.sql ? needs::versions : usual;
  }

  outcome run(context& in) override {
    return request_.offline.sql ? walk_script(in, request_) : run_walk(in, request_);
  }

 private:
  walk_options request_{.way = graph::direction::downgrade, .target = {}};
};

}  // namespace

std::unique_ptr<command> make_downgrade() { return std::make_unique<downgrade_command>(); }

}  // namespace revise::tool
