#pragma once

#include "database/live.h"
#include "engine/live_sink.h"
#include "operations/recorder.h"

namespace revise::test {

/// Does in a transaction what a migration's function does.
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
