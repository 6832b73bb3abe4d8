#pragma once

#include <memory>
#include <span>

#include "graph/plan.h"
#include "script/script_format.h"

namespace revise {

/// For psql, as a script that finds out what is applied and does the steps of `plan` that are
/// missing (upwards) or there (downwards), whichever revision the database is at. It stops before
/// the first one where the plan's start is not applied (upwards), where something is applied that
/// needs what the plan undoes (downwards), and at a row that `graph` does not have.
/// `graph` and `plan` outlive the result.
std::unique_ptr<script_format> idempotent_psql_format(const graph::revision_graph& graph,
                                                      const graph::plan& plan, graph::direction way,
                                                      script_table table,
                                                      const transaction_limits& limits);

}  // namespace revise
