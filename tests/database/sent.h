#pragma once

#include "database/live.h"
#include "engine/live_sink.h"
#include "operations/recorder.h"

namespace revise::test {

/// Runs in a transaction the operations that a migration's function runs.
template <class Call>
void send(connection& database, Call&& call) {
  static const argument_map none;
  database.begin();
  live_sink sink(database);
  recorder op(sink, database.kind(), none);
  call(op);
  op.finish();
  database.commit();
}

}  // namespace revise::test
