#include "operations/owned_value.h"

#include <string_view>

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

bool has_nul(const value& v) {
  return v.what() == value::kind::text_value &&
         std::string_view(v.text()).find('\0') != std::string_view::npos;
}

bool has_nul(const sql_value& v) {
  const auto* text = std::get_if<std::string>(&v);
  return text != nullptr && text->find('\0') != std::string::npos;
}

}  // namespace revise
