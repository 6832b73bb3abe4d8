// The part of secret_finder that reads secrets in notations other than SQL: URLs, commands,
// headers, keys.
#include <algorithm>
#include <array>

#include "sql/secret_finder.h"
#include "sql/url_secrets.h"
#include "util/ascii.h"

namespace revise {

// Reads the part of a URL after `://`.
std::size_t secret_finder::url(std::size_t from) {
  if (from <= url_end_) return from;
  std::size_t end = text_.behind(from, [](char c) { return !ascii::is_space(c) && !is_quote(c); });
  while (end > from && text_.at(end - 1) == '\\') --end;
  url_end_ = end;
  const std::string_view all = text_.part(from, end);
  // As in 'postgresql://ann:' || 'x'.
  if (!all.empty() && all.back() == ':' && all.find('@') == std::string_view::npos) {
    if (const auto next = put_together(from, end, true)) return *next;
  }
  std::size_t behind = from;
  const std::string scheme = ascii::lower(text_.part(from - std::min<std::size_t>(from, 8), from));
  const bool is_web = scheme.find("http") != std::string::npos;
  if (const std::size_t token = is_web ? length_of_token(all) : 0; token > 0) {
    behind = from + token;
    if (behind_placeholder(from) == behind) {
      awaits_ = awaited::arguments;
    } else {
      add(from, behind);
    }
  }
  for (const text_range& password : url_passwords(all)) {
    const std::size_t begin = from + password.begin;
    behind = from + password.end;
    if (behind_placeholder(begin) == behind) {
      awaits_ = awaited::arguments;
      continue;
    }
    // The password contains a blank.
    constexpr std::size_t longest_rest = 128;
    if (behind == end && text_.at(end) == ' ') {
      const std::size_t sign = text_.find_within("@", end, longest_rest);
      if (text_.part(end, sign).find_first_of("'\"\n") == std::string_view::npos) {
        behind = sign == text_.size() ? end : sign;
      }
    }
    add(begin, behind);
  }
  return behind;
}

// Reads ?name=value or &name=value, if the name is the name of a secret (is_secret_parameter).
std::size_t secret_finder::url_parameter(std::size_t from) {
  const auto in_name = [](char c) { return ascii::is_word(c) || c == '%' || c == '-' || c == '.'; };
  const std::size_t name_end = text_.behind(from + 1, in_name);
  if (text_.at(name_end) != '=' || !is_secret_parameter(text_.part(from + 1, name_end)))
    return from;
  if (const auto next = placeholder(name_end + 1)) return *next;
  return value_without_quotes(name_end + 1, true, name_end);
}

// Reads a private key in PEM (RFC 7468).
std::size_t secret_finder::private_key(std::size_t from) {
  constexpr std::size_t longest_label = 64;
  const std::size_t label = from + std::string_view("-----BEGIN ").size();
  const std::size_t label_end = text_.find_within("-----", label, longest_label);
  if (text_.part(label, label_end).find("PRIVATE KEY") == std::string_view::npos) return from;
  const std::size_t begin = label_end + std::string_view("-----").size();
  const std::size_t end = text_.find("-----END", begin);
  add(begin, end);
  return end;
}

// Reads options of commands: curl -u ann:x, sshpass -p x, mysql -px.
std::size_t secret_finder::command_option(std::size_t from) {
  const char before = from == 0 ? ' ' : text_.at(from - 1);
  if (!in_literal() || (!ascii::is_space(before) && !is_quote(before))) return from;
  const std::size_t name = text_.at(from + 1) == '-' ? from + 2 : from + 1;
  const std::string_view option = word_at(name);
  const bool is_short = name == from + 1;
  const bool is_user = is_short ? option.starts_with('u') || option.starts_with('U')
                                : option == "user" || option == "proxy-user" || option == "proxy";
  const bool is_password = is_short && has_password_option_ && option.starts_with('p');
  if (!is_user && !is_password) return from;
  std::size_t value = name + (is_short ? 1 : option.size());
  if (text_.at(value) == '=') ++value;
  value = text_.behind(value, [](char c) { return c == ' '; });
  const std::size_t run = quotes_at(text_, value);
  value += run;
  const std::size_t end = text_.behind(value, [run](char c) {
    return !is_quote(c) && c != '\n' && (run > 0 || !ascii::is_space(c));
  });
  const std::size_t colon = text_.part(value, end).find(':');
  if (is_user && colon == std::string_view::npos) return from;
  const std::size_t begin = is_user ? value + colon + 1 : value;
  if (behind_placeholder(begin) == end) {
    awaits_ = awaited::arguments;
  } else {
    add(begin, end);
  }
  return end;
}

// Reads Bearer x, even without the name of a header (RFC 6750).
std::size_t secret_finder::bearer(std::size_t from, std::string_view word) {
  const std::size_t begin = text_.behind(from, [](char c) { return c == ' '; });
  const std::size_t end = text_.behind(begin, [](char c) {
    return ascii::is_word(c) ||
           (c != '\0' && std::string_view("-._~+/=").find(c) != std::string_view::npos);
  });
  const std::string_view token = text_.part(begin, end);
  const bool is_prose = word == "bearer" && token.find_first_not_of("abcdefghijklmnopqrstuvwxyz") ==
                                                std::string_view::npos;
  if (begin == from || !in_literal() || token.empty() || is_prose) {
    if (const auto next = begin == from ? put_together(from, from, true) : placeholder(begin))
      return *next;
    return from;
  }
  add(begin, end);
  return end;
}

// Reads the value of a header: Authorization: Bearer x.
std::size_t secret_finder::header_value(std::size_t from) {
  constexpr std::array<std::string_view, 6> schemes = {"bearer", "basic",  "digest",
                                                       "token",  "apikey", "negotiate"};
  const std::string scheme = ascii::lower(word_at(from));
  if (std::find(schemes.begin(), schemes.end(), scheme) != schemes.end()) {
    from = text_.behind_spaces(from + scheme.size());
  }
  const std::size_t end = text_.behind(from, [](char c) { return !is_quote(c) && c != '\n'; });
  if (behind_placeholder(from) != end) {
    add(from, end);
  } else {
    awaits_ = awaited::arguments;
  }
  return end;
}

}  // namespace revise
