#include "commands/commands.h"
#include "commands/revision_list.h"

namespace revise::tool {

namespace {

class heads_command final : public command {
 public:
  void declare(option_set&) override {}

  int run(context& in) override {
    const auto heads = in.versions().graph().heads();
    print_revisions(in, {heads.begin(), heads.end()}, nullptr, {.labels = true});
    return 0;
  }
};

}  // namespace

std::unique_ptr<command> make_heads() { return std::make_unique<heads_command>(); }

}  // namespace revise::tool
