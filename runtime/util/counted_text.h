#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "util/ascii.h"

namespace revise {

/// A text that counts how many of its characters are read, so that a test can check that a search
/// is linear. Reading past its end gives zero bytes.
class counted_text {
 public:
  explicit counted_text(std::string_view text) : text_(text) {}

  std::size_t size() const { return text_.size(); }
  std::size_t looked_at() const { return looked_at_; }

  char at(std::size_t place) const {
    ++looked_at_;
    return place < text_.size() ? text_[place] : '\0';
  }

  bool is_at(std::size_t place, std::string_view what) const {
    looked_at_ += what.size();
    return part(place, text_.size()).starts_with(what);
  }

  /// Returns where `what` next begins, or the end of the text if it does not occur.
  std::size_t find(std::string_view what, std::size_t from) const {
    const std::size_t found = std::min(text_.find(what, from), text_.size());
    looked_at_ += found - std::min(from, found);
    return found;
  }

  /// Like find(), but `what` must end at most `longest` bytes after `from`.
  std::size_t find_within(std::string_view what, std::size_t from, std::size_t longest) const {
    const std::size_t found = part(from, from + longest).find(what);
    looked_at_ += std::min(found, longest);
    return found == std::string_view::npos ? text_.size() : from + found;
  }

  /// Returns the first position at or after `from` whose character does not satisfy `is_one`.
  template <class Kind>
  std::size_t behind(std::size_t from, Kind is_one) const {
    while (from < text_.size() && is_one(at(from))) ++from;
    return from;
  }

  std::size_t behind_spaces(std::size_t from) const { return behind(from, ascii::is_space); }

  std::string_view part(std::size_t begin, std::size_t end) const {
    begin = std::min(begin, text_.size());
    return text_.substr(begin, std::max(end, begin) - begin);
  }

 private:
  std::string_view text_;
  mutable std::size_t looked_at_ = 0;
};

}  // namespace revise
