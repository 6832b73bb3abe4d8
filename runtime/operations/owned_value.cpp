#include "operations/owned_value.h"

namespace revise {

sql_value owned(const value& v) {
  switch (v.what()) {
    case value::kind::null_value:
      break;
    case value::kind::boolean_value:
      return v.boolean();
    case value::kind::integer_value:
      return v.integer();
    case value::kind::unsigned_value:
      return v.unsigned_integer();
    case value::kind::real_value:
      return v.real();
    case value::kind::text_value:
      return std::string(v.text());
    case value::kind::bytes_value: {
      const bytes_ref bytes = v.bytes();
      sql_bytes result;
      for (std::size_t i = 0; i < bytes.size(); ++i) {
        result.data += static_cast<char>(bytes.data()[i]);
      }
      return result;
    }
  }
  return std::monostate();
}

}  // namespace revise
