#pragma once

#include <string>
#include <vector>

#include "database/connection.h"
#include "graph/plan.h"
#include "operations/argument_map.h"
#include "plugin/versions.h"

namespace revise {

/// Builds in `database`, which is empty, the schema that the migrations create on their way to
/// `rows`. A shadow_database begins with it if the real database is not read. Throws what run()
/// throws.
void replay(const versions& all, const std::vector<graph::node>& rows,
            const argument_map& arguments, const std::string& version_table_name,
            connection& database);

}  // namespace revise
