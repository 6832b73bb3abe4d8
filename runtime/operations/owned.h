#pragma once

#include <revise/maybe.h>
#include <revise/object.h>
#include <revise/types.h>

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "operations/object_operation.h"
#include "operations/table_operation.h"

/// Copies what a migration's call points to into strings of our own.

namespace revise {

inline std::string owned(string_ref given) { return {given.data(), given.size()}; }

inline std::vector<std::string> owned(const string_ref* names, string_ref::size_type n) {
  std::vector<std::string> result;
  result.reserve(n);
  for (string_ref::size_type i = 0; i < n; ++i) result.push_back(owned(names[i]));
  return result;
}

inline std::vector<std::string> owned(const std::initializer_list<string_ref>& names) {
  return owned(names.begin(), names.size());
}

template <class T>
std::optional<T> owned(const maybe<T>& value) {
  return value.is_given() ? std::optional<T>(value.value()) : std::nullopt;
}

inline operations_data::data_type owned(const type& t) {
  return {owned(t.name), t.length, t.scale, t.array};
}

inline operations_data::object_name owned(const object& o) {
  return {o.kind, owned(o.name), owned(o.of)};
}

}  // namespace revise
