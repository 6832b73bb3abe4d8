#include "operations/call_layout.h"

#include <algorithm>
#include <string_view>

namespace revise {

namespace {

constexpr std::size_t line_width = 100;
constexpr std::size_t block_indent = 4;

std::string flat(const call_part& part);

using form = call_part::shape;

const char* opening(const call_part& part) {
  if (part.form == form::arguments) return "(";
  return part.form == form::atom || part.form == form::field ? "" : "{";
}

const char* closing(const call_part& part) {
  if (part.form == form::arguments) return ")";
  return part.form == form::atom || part.form == form::field ? "" : "}";
}

std::string flat_without_chain(const call_part& part) {
  std::string result = part.head + opening(part);
  for (const call_part& item : part.items) {
    if (&item != &part.items.front()) result += ", ";
    result += flat(item);
  }
  return result + closing(part);
}

std::string flat(const call_part& part) {
  std::string result = flat_without_chain(part);
  for (const call_part& link : part.chained) result += flat(link);
  return result;
}

bool has_block(const call_part& part) {
  return part.form == form::block || std::any_of(part.items.begin(), part.items.end(), has_block);
}

// Returns whether the lines of the broken part fit if it begins in `column` and `tail` characters
// follow it. Each item must fit. Of a literal with several lines, only the first line must fit.
bool has_room(const call_part& part, std::size_t column, std::size_t tail) {
  const auto ends = [tail](const std::string& text, std::size_t start) {
    const std::size_t line = text.find('\n');
    return start + std::min(line, text.size() + tail + 1) <= line_width;
  };
  if (part.form == form::atom || part.items.empty()) return ends(part.head, column);
  const std::size_t start = column + part.head.size() + std::string_view(opening(part)).size();
  return std::all_of(part.items.begin(), part.items.end(),
                     [&](const call_part& item) { return ends(flat(item), start); });
}

class writer {
 public:
  explicit writer(std::size_t indent) : indent_(indent) { put(std::string(indent, ' ')); }

  // `tail` is the number of characters that follow on the part's last line.
  void write(const call_part& part, std::size_t tail) {
    if (fits(part, tail)) return put(flat(part));
    if (part.chained.empty()) return write_alone(part, tail);
    const std::size_t start = column_;
    write_alone(part, 0);
    for (const call_part& link : part.chained) {
      new_line(start + block_indent);
      write(link, &link == &part.chained.back() ? tail : 0);
    }
  }

  void put(std::string_view text) {
    out_ += text;
    const std::size_t line = text.rfind('\n');
    column_ = line == std::string_view::npos ? column_ + text.size() : text.size() - line - 1;
  }

  std::string take() { return std::move(out_); }

 private:
  bool fits(const call_part& part, std::size_t tail) const { return fits_at(column_, part, tail); }

  static bool fits_at(std::size_t column, const call_part& part, std::size_t tail) {
    if (has_block(part)) return false;
    const std::string line = flat(part);
    return line.find('\n') == std::string::npos && column + line.size() + tail <= line_width;
  }

  void new_line(std::size_t column) {
    out_ += '\n';
    out_.append(column, ' ');
    column_ = column;
  }

  void write_alone(const call_part& part, std::size_t tail) {
    if (part.form == form::atom) return write_atom(part.head, tail);
    put(part.head + opening(part));
    if (part.form == form::field) return write(part.items.front(), tail);
    if (part.form == form::block) {
      write_block(part);
    } else {
      write_items(part, tail + 1);
    }
    put(closing(part));
  }

  void write_block(const call_part& part) {
    for (const call_part& item : part.items) {
      new_line(indent_ + block_indent);
      write(item, 1);
      put(",");
    }
    new_line(indent_);
  }

  void write_items(const call_part& part, std::size_t tail) {
    const std::size_t start = column_;
    for (const call_part& item : part.items) {
      const std::size_t behind = &item == &part.items.back() ? tail : 1;
      if (&item != &part.items.front()) {
        put(",");
        const bool stays = part.form != form::options && is_better_here(item, start, behind);
        stays ? put(" ") : new_line(start);
      }
      write(item, behind);
    }
  }

  // Returns whether the item should continue on this line rather than begin a new line in column
  // `start`.
  bool is_better_here(const call_part& item, std::size_t start, std::size_t tail) const {
    if (item.form == form::block) return true;
    if (fits_at(column_ + 1, item, tail)) return true;
    return !fits_at(start, item, tail) && has_room(item, column_ + 1, tail);
  }

  // Breaks a quoted literal after a blank.
  void write_atom(std::string_view text, std::size_t tail) {
    const std::size_t start = column_;
    const std::size_t room = line_width > start + 20 ? line_width - start : 20;
    while (text.starts_with('"') && text.size() + tail > room) {
      std::size_t blank = text.rfind(' ', room - 2);
      if (blank == std::string_view::npos) blank = text.find(' ');
      if (blank == std::string_view::npos || blank + 2 == text.size()) break;
      put(text.substr(0, blank + 1));
      put("\"");
      new_line(start);
      rest_ = '"' + std::string(text.substr(blank + 1));
      text = rest_;
    }
    put(text);
  }

  std::size_t indent_;
  std::size_t column_ = 0;
  std::string out_;
  std::string rest_;
};

}  // namespace

std::string laid_out(const call_part& part, std::size_t indent, const std::string& ending) {
  writer to(indent);
  to.write(part, ending.size());
  to.put(ending);
  return to.take();
}

}  // namespace revise
