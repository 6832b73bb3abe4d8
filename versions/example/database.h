#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace knowledge {

struct settings {
  std::string database_url;
  std::string embedding_dimensions = "768";  ///< of the model that makes the vectors
};

/// Brings the database to what this program was built for. Any number of programs may do that at
/// once: one of them runs the migrations, the others wait and find them done. `log` gets a line for
/// each step and for what is waited for, the latter on another thread. Throws revise::error.
void bring_up_database(const settings& with, const std::function<void(std::string_view)>& log);

}  // namespace knowledge
