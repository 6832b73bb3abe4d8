#pragma once

#include <memory>

#include "cli/command.h"

// The commands in table.cpp. Each is defined in the file with its name.

namespace revise::tool {

std::unique_ptr<command> make_init();
std::unique_ptr<command> make_list_templates();
std::unique_ptr<command> make_new();
std::unique_ptr<command> make_merge();
std::unique_ptr<command> make_build();
std::unique_ptr<command> make_bundle();
std::unique_ptr<command> make_upgrade();
std::unique_ptr<command> make_downgrade();
std::unique_ptr<command> make_stamp();
std::unique_ptr<command> make_current();
std::unique_ptr<command> make_heads();
std::unique_ptr<command> make_branches();
std::unique_ptr<command> make_history();
std::unique_ptr<command> make_show();
std::unique_ptr<command> make_edit();
std::unique_ptr<command> make_rebase();
std::unique_ptr<command> make_ensure_version();
std::unique_ptr<command> make_verify();
std::unique_ptr<command> make_log();
std::unique_ptr<command> make_accept();

}  // namespace revise::tool
