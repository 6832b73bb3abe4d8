#include "engine/copy_block.h"

#include <fmt/format.h>

#include "database/value_text.h"
#include "dialect/dialect.h"
#include "operations/owned_value.h"
#include "util/error.h"

namespace revise {

namespace {

// As the server's text format has it (PostgreSQL manual, COPY).
void append_escaped(std::string& to, std::string_view text) {
  for (const char c : text) {
    switch (c) {
      case '\\':
        to += "\\\\";
        break;
      case '\t':
        to += "\\t";
        break;
      case '\n':
        to += "\\n";
        break;
      case '\r':
        to += "\\r";
        break;
      case '\0':
        throw error(nul_in_text, nul_hint);
      default:
        to += c;
    }
  }
}

}  // namespace

std::string copy_block(const operations_data::bulk_insert& op) {
  const bulk_target target = dialect_of(database_kind::postgresql).target_of(op);
  std::string block =
      fmt::format("copy {} ({}) from stdin;\n", target.table, fmt::join(target.columns, ", "));
  op.rows([&block](std::span<const value> row) {
    bool first = true;
    for (const value& v : row) {
      if (!first) block += '\t';
      first = false;
      if (v.is_null()) {
        block += "\\N";
      } else {
        append_escaped(block, text_of(v));
      }
    }
    block += '\n';
  });
  return block + "\\.\n";
}

}  // namespace revise
