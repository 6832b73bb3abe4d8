#pragma once

namespace revise {

/// What became of a step of a run.
enum class step_status : unsigned char {
  pending,      ///< not reached
  done,         ///< committed, its rows with it
  failed,       ///< this one failed; the error says what of it is in the database
  rolled_back,  ///< ran, and was undone because a later one of the same transaction failed
};

}  // namespace revise
