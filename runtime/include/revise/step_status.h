#pragma once

namespace revise {

/// The state of a step after a run.
enum class step_status : unsigned char {
  pending,      ///< the run did not reach it
  done,         ///< committed, together with its change of the version table
  failed,       ///< it failed; the error says which part of it is in the database
  rolled_back,  ///< it ran, and was undone because a later step of its transaction failed
};

}  // namespace revise
