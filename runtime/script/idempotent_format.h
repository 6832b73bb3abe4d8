#pragma once

#include <memory>
#include <span>

#include "graph/plan.h"
#include "script/script_format.h"

namespace revise {

/// The format of a psql script that finds the applied revisions and runs only the steps of `plan`
/// that are needed: for an upgrade, the missing revisions; for a downgrade, the applied ones. So it
/// works at any revision of the database. It stops before the first step if the plan's start is not
/// applied (upgrade), if an applied revision needs something that the plan undoes (downgrade), or
/// if the version table has a row that is not in `graph`. `graph` and `plan` must outlive the
/// result.
std::unique_ptr<script_format> idempotent_psql_format(const graph::revision_graph& graph,
                                                      const graph::plan& plan, graph::direction way,
                                                      script_table table,
                                                      const transaction_limits& limits);

}  // namespace revise
