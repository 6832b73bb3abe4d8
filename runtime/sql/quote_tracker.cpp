#include "sql/quote_tracker.h"

#include "util/ascii.h"

namespace revise {

void quote_tracker::advance_to(std::size_t place) {
  while (place_ < place && place_ < text_.size()) read();
}

bool quote_tracker::begins_escaping_literal() const {
  return place_ > 0 && ascii::lower(text_[place_ - 1]) == 'e' &&
         (place_ == 1 || !ascii::is_word(text_[place_ - 2]));
}

// Reads one character, or two if they are one symbol: `/*`, `''`.
void quote_tracker::read() {
  const char c = text_[place_];
  switch (state_) {
    case state::outside:
      if (c == '\'') {
        state_ = begins_escaping_literal() ? state::escaping_literal : state::literal;
      } else if (is_at("--")) {
        state_ = state::line_comment;
      } else if (is_at("/*")) {
        state_ = state::block_comment;
        ++place_;
      }
      break;
    case state::literal:
      // A doubled quote ends the literal and starts it again.
      if (c == '\'') state_ = state::outside;
      break;
    case state::escaping_literal:
      if (c == '\\' || is_at("''")) {
        ++place_;
      } else if (c == '\'') {
        state_ = state::outside;
      }
      break;
    case state::line_comment:
      if (c == '\n') state_ = state::outside;
      break;
    case state::block_comment:
      if (is_at("*/")) {
        state_ = state::outside;
        ++place_;
      }
      break;
  }
  ++place_;
}

}  // namespace revise
