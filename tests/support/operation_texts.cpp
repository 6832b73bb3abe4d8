#include "support/operation_texts.h"

#include <functional>
#include <optional>
#include <tuple>
#include <type_traits>
#include <variant>

namespace revise::test {

namespace {

// The members of an aggregate, by reference. The compiler counts them: a member that is added to an
// operation is included, and if there are too many members this does not compile.
template <class T>
auto members_of(T& t) {
  using U = std::remove_const_t<T>;
  static_assert(
      !requires { U{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; },
      "an operation has more members than this function knows");
  if constexpr (requires { U{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; }) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n] = t;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n);
  } else if constexpr (requires { U{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; }) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = t;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m);
  } else if constexpr (requires { U{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; }) {
    auto& [a, b, c, d, e, f, g, h, i, j, k, l] = t;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k, l);
  } else if constexpr (requires { U{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; }) {
    auto& [a, b, c, d, e, f, g, h, i, j, k] = t;
    return std::tie(a, b, c, d, e, f, g, h, i, j, k);
  } else if constexpr (requires { U{{}, {}, {}, {}, {}, {}, {}, {}, {}, {}}; }) {
    auto& [a, b, c, d, e, f, g, h, i, j] = t;
    return std::tie(a, b, c, d, e, f, g, h, i, j);
  } else if constexpr (requires { U{{}, {}, {}, {}, {}, {}, {}, {}, {}}; }) {
    auto& [a, b, c, d, e, f, g, h, i] = t;
    return std::tie(a, b, c, d, e, f, g, h, i);
  } else if constexpr (requires { U{{}, {}, {}, {}, {}, {}, {}, {}}; }) {
    auto& [a, b, c, d, e, f, g, h] = t;
    return std::tie(a, b, c, d, e, f, g, h);
  } else if constexpr (requires { U{{}, {}, {}, {}, {}, {}, {}}; }) {
    auto& [a, b, c, d, e, f, g] = t;
    return std::tie(a, b, c, d, e, f, g);
  } else if constexpr (requires { U{{}, {}, {}, {}, {}, {}}; }) {
    auto& [a, b, c, d, e, f] = t;
    return std::tie(a, b, c, d, e, f);
  } else if constexpr (requires { U{{}, {}, {}, {}, {}}; }) {
    auto& [a, b, c, d, e] = t;
    return std::tie(a, b, c, d, e);
  } else if constexpr (requires { U{{}, {}, {}, {}}; }) {
    auto& [a, b, c, d] = t;
    return std::tie(a, b, c, d);
  } else if constexpr (requires { U{{}, {}, {}}; }) {
    auto& [a, b, c] = t;
    return std::tie(a, b, c);
  } else if constexpr (requires { U{{}, {}}; }) {
    auto& [a, b] = t;
    return std::tie(a, b);
  } else {
    auto& [a] = t;
    return std::tie(a);
  }
}

template <class T, template <class...> class Of>
inline constexpr bool is_a = false;
template <template <class...> class Of, class... Parts>
inline constexpr bool is_a<Of<Parts...>, Of> = true;

// A pointer to a text in an operation.
using text_pointer = std::variant<std::string*, raw_sql*>;

// Adds every text in `part`, which is an operation or a part of one. Skips types that contain no
// text; an unknown type does not compile.
template <class T>
void add_texts(T& part, std::vector<text_pointer>& texts) {
  if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, raw_sql>) {
    texts.push_back(&part);
  } else if constexpr (std::is_same_v<T, operations_data::execute> || std::is_enum_v<T> ||
                       std::is_arithmetic_v<T> || is_a<T, std::function>) {
    return;
  } else if constexpr (is_a<T, std::vector>) {
    for (auto& one : part) add_texts(one, texts);
  } else if constexpr (is_a<T, std::optional>) {
    if (part) add_texts(*part, texts);
  } else if constexpr (is_a<T, std::variant>) {
    std::visit([&texts](auto& one) { add_texts(one, texts); }, part);
  } else {
    std::apply([&texts](auto&... members) { (add_texts(members, texts), ...); }, members_of(part));
  }
}

constexpr const char* endings[] = {" -- one more", " /* open",   " 'open",  " (",
                                   " )",           "; select 1", " $$open", " \"open"};

std::vector<text_pointer> texts_of(operation& op) {
  std::vector<text_pointer> texts;
  add_texts<operations_data::any_operation>(op, texts);
  return texts;
}

}  // namespace

std::vector<changed_operation> changed_operations(const operation& op) {
  std::vector<changed_operation> result;
  operation counted = op;
  const std::size_t texts = texts_of(counted).size();
  for (std::size_t i = 0; i < texts; ++i) {
    for (const char* ending : endings) {
      changed_operation& one = result.emplace_back(changed_operation{op, {}, ending});
      const text_pointer place = texts_of(one.what)[i];
      if (raw_sql* const* sql = std::get_if<raw_sql*>(&place)) {
        one.is_sql = true;
        one.text = (*sql)->as_given();
        **sql = one.text + ending;
      } else {
        std::string& text = *std::get<std::string*>(place);
        one.text = text;
        text += ending;
      }
    }
  }
  return result;
}

}  // namespace revise::test
