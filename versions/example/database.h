#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace knowledge {

struct settings {
  std::string database_url;
  std::string embedding_dimensions = "768";  ///< the length of the vectors of the model
};

/// Migrates the database to the revision that this program was built with. Several programs may
/// call it at once: one of them runs the migrations, and the others wait and find them applied.
/// `log` receives a line for each step and for each wait; lines about waits come from another
/// thread. Throws revise::error.
void bring_up_database(const settings& with, const std::function<void(std::string_view)>& log);

}  // namespace knowledge
