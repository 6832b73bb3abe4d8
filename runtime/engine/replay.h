#pragma once

#include <string>
#include <vector>

#include "database/connection.h"
#include "graph/plan.h"
#include "operations/argument_map.h"
#include "plugin/versions.h"

namespace revise {

/// Makes in `database`, which is empty, what the migrations make on their way to `rows`: how a
/// shadow_database begins where the database itself is not asked. Throws as run() does.
void replay(const versions& all, const std::vector<graph::node>& rows,
            const argument_map& arguments, const std::string& version_table_name,
            connection& database);

}  // namespace revise
