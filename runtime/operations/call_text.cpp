#include "operations/call_text.h"

#include "operations/call_writer.h"

namespace revise {

std::string call_text(const operation& op, std::size_t indent) {
  return laid_out(std::visit(call_writer(), op), indent, ";");
}

}  // namespace revise
