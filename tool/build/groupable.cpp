#include "build/groupable.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <unordered_set>
#include <vector>

#include "build/cpp_tokens.h"
#include "build/normal_cpp.h"
#include "util/embedded.h"

namespace revise::tool {

namespace {

using kind = cpp_token_kind;
using tokens = std::vector<cpp_token>;

bool is_word(const cpp_token& token) {
  if (token.kind != kind::plain) return false;
  const char c = token.text.front();
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$' ||
         static_cast<unsigned char>(c) >= 0x80U;
}

// Whether `token` is a number or character literal without a user-defined suffix, which would call
// a function.
bool is_number(const cpp_token& token) {
  if (token.kind != kind::plain) return false;
  const bool is_digit = token.text.front() >= '0' && token.text.front() <= '9';
  return is_digit ? token.text.find('_') == std::string::npos
                  : token.text.front() == '\'' && token.text.back() == '\'';
}

// Whether `token` is a string literal without a user-defined suffix, which would call a function.
bool is_text(const cpp_token& token) {
  return token.kind == kind::string ||
         (token.kind == kind::special_string && token.text.ends_with('"'));
}

template <std::size_t N>
bool is_one_of(const cpp_token& token, const std::array<std::string_view, N>& words) {
  return token.kind == kind::plain &&
         std::find(words.begin(), words.end(), token.text) != words.end();
}

// Words with an effect beyond the file, or whose meaning depends on where the text is.
constexpr std::array<std::string_view, 12> banned_words = {
    "extern", "operator", "template", "asm",     "main",         "import",
    "module", "export",   "friend",   "concept", "thread_local", "constinit"};

bool is_banned(const cpp_token& token) {
  if (!is_word(token)) return false;
  const std::string& text = token.text;
  const bool is_reserved =
      text.size() > 1 && text[0] == '_' && (text[1] == '_' || (text[1] >= 'A' && text[1] <= 'Z'));
  return is_reserved || is_one_of(token, banned_words);
}

// Whether the text has characters that tokens do not show: digraphs, trigraphs, CR line ends,
// control characters, or a final backslash.
bool has_strange_text(std::string_view source) {
  for (const std::string_view part : {"<%", "%>", "<:", ":>", "%:", "??", "\r"}) {
    if (source.find(part) != std::string_view::npos) return true;
  }
  const bool has_control = std::any_of(source.begin(), source.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20U && c != '\n' && c != '\t';
  });
  const std::size_t last = source.find_last_not_of(" \t\n");
  return has_control || (last != std::string_view::npos && source[last] == '\\');
}

/// Facts about the headers that this tool carries.
class header_facts {
 public:
  header_facts() {
    for (const embedded::file& header : embedded::headers) read(header);
    // A header that includes a header that is not light is not light either.
    for (bool has_changed = true; has_changed;) {
      has_changed = false;
      for (auto& [name, includes] : light_) {
        const bool is_light = std::all_of(
            includes.begin(), includes.end(),
            [this](const auto& one) { return one == "initializer_list" || light_.contains(one); });
        if (is_light) continue;
        light_.erase(name);
        has_changed = true;
        break;
      }
    }
  }

  /// Whether `header` includes no headers other than revise's own and <initializer_list>.
  /// <revise/soci.h> is not light, since it includes SOCI.
  bool is_light(const std::string& header) const { return light_.contains(header); }

  /// Whether `name` is declared in namespace revise, or is `revise` or `std`.
  bool is_name(const std::string& name) const { return names_.contains(name); }

 private:
  void read(const embedded::file& header) {
    enum class scope { revise, enumerators, other };
    std::vector<std::string>& includes = light_[std::string(header.path)];
    std::vector<scope> scopes;
    const tokens all = cpp_tokens(header.text);
    int parentheses = 0;
    bool is_enum = false;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const cpp_token& token = all[i];
      if (token.is("#")) {
        if (i + 2 < all.size() && all[i + 1].is("include")) {
          const std::string& name = all[i + 2].text;
          includes.push_back(name.substr(1, name.size() - 2));
        }
        while (i < all.size() && all[i].kind != kind::directive_end) ++i;
      } else if (token.is("{")) {
        const bool opens = i > 1 && all[i - 1].is("revise") && all[i - 2].is("namespace");
        scopes.push_back(opens ? scope::revise : is_enum ? scope::enumerators : scope::other);
      } else if (token.is("}")) {
        if (!scopes.empty()) scopes.pop_back();
        is_enum = false;
      } else if (token.is("(") || token.is(")")) {
        parentheses += token.is("(") ? 1 : -1;
      } else if (token.is("enum")) {
        is_enum = true;
      } else if (token.is(";")) {
        is_enum = false;
      } else if (parentheses == 0 && !scopes.empty() && scopes.back() != scope::other &&
                 is_word(token)) {
        names_.insert(token.text);
      }
    }
  }

  std::map<std::string, std::vector<std::string>> light_;  ///< each light header, with the headers
                                                           ///< that it includes
  std::unordered_set<std::string> names_ = {"revise", "std"};
};

const header_facts& headers_of_revise() {
  static const header_facts facts;
  return facts;
}

/// Reads a file as a sequence of declarations that are known to be harmless.
class reader {
 public:
  explicit reader(tokens all) : all_(std::move(all)) {}

  std::optional<std::set<std::string>> headers() {
    if (std::any_of(all_.begin(), all_.end(), is_banned)) return std::nullopt;
    while (at_ < all_.size()) {
      if (!(all_[at_].is("#") ? take_include() : take_declaration(false))) return std::nullopt;
    }
    return std::move(headers_);
  }

 private:
  bool is_next(std::string_view text) const { return at_ < all_.size() && all_[at_].is(text); }

  bool take(std::string_view text) {
    if (!is_next(text)) return false;
    ++at_;
    return true;
  }

  // Skips to after the `)`, `}` or `]` that closes the bracket at the current position.
  bool skip_group() {
    std::string closers;
    for (; at_ < all_.size(); ++at_) {
      const cpp_token& token = all_[at_];
      if (token.is("#")) return false;
      if (token.is("(")) closers += ')';
      if (token.is("{")) closers += '}';
      if (token.is("[")) closers += ']';
      if (token.is(")") || token.is("}") || token.is("]")) {
        if (closers.empty() || token.text.front() != closers.back()) return false;
        closers.pop_back();
      }
      if (closers.empty()) {
        ++at_;
        return true;
      }
    }
    return false;
  }

  static bool declares(const std::string& name) { return !headers_of_revise().is_name(name); }

  bool take_include() {
    if (at_ + 3 >= all_.size() || !all_[at_ + 1].is("include") ||
        all_[at_ + 3].kind != kind::directive_end) {
      return false;
    }
    const cpp_token& name = all_[at_ + 2];
    if (name.kind != kind::plain || !name.text.starts_with('<') || !name.text.ends_with('>')) {
      return false;
    }
    std::string header = name.text.substr(1, name.text.size() - 2);
    if (!headers_of_revise().is_light(header)) return false;
    headers_.insert(std::move(header));
    at_ += 4;
    return true;
  }

  bool take_declaration(bool is_anonymous) {
    if (take(";")) return true;
    if (is_next("using")) return take_using();
    if (is_next("namespace")) return take_namespace();
    if (is_next("static_assert")) {
      ++at_;
      return is_next("(") && skip_group() && take(";");
    }
    if (is_next("struct") || is_next("class") || is_next("enum")) {
      return is_anonymous && take_type();
    }
    return take_function_or_constant(is_anonymous);
  }

  // `using namespace revise;`, `using revise::a;`, `using a = b::c;`.
  bool take_using() {
    ++at_;
    if (take("namespace")) return take("revise") && take(";");
    if (at_ + 1 < all_.size() && all_[at_ + 1].is("=")) {
      if (!is_word(all_[at_]) || !declares(all_[at_].text)) return false;
      at_ += 2;
    } else if (!is_next("revise") && !is_next("::")) {
      return false;
    }
    while (at_ < all_.size() && (is_word(all_[at_]) || is_next("::"))) ++at_;
    return take(";");
  }

  bool take_namespace() {
    ++at_;
    if (!take("{")) return false;
    while (!take("}")) {
      if (at_ >= all_.size() || !take_declaration(true)) return false;
    }
    return true;
  }

  // struct a : b { … }; enum class a : b { … };
  bool take_type() {
    const bool is_enum = take("enum");
    // The enumerators of an unscoped enum are names of the enclosing scope.
    if (is_enum ? !(take("class") || take("struct")) : !(take("struct") || take("class"))) {
      return false;
    }
    if (at_ >= all_.size() || !is_word(all_[at_]) || !declares(all_[at_].text)) return false;
    while (at_ < all_.size() && !is_next("{")) {
      if (is_next("(") || is_next(";") || is_next("=")) return false;
      ++at_;
    }
    const std::size_t begin = at_;
    if (at_ >= all_.size() || !skip_group()) return false;
    // A static member may have any initialiser.
    for (std::size_t i = begin; i < at_; ++i) {
      if (all_[i].is("static")) return false;
    }
    return take(";");
  }

  bool take_function_or_constant(bool is_anonymous) {
    const std::size_t begin = at_;
    while (at_ < all_.size() && !is_next("(") && !is_next("{") && !is_next("=") && !is_next("[")) {
      const bool is_of_head = is_word(all_[at_]) || is_next("::") || is_next("*") || is_next("&") ||
                              is_next("<") || is_next(">");
      if (!is_of_head) return false;
      ++at_;
    }
    if (at_ >= all_.size() || at_ - begin < 2) return false;
    const tokens head(all_.begin() + static_cast<std::ptrdiff_t>(begin),
                      all_.begin() + static_cast<std::ptrdiff_t>(at_));
    const cpp_token& name = head.back();
    if (!is_word(name) || !declares(name.text) || head[head.size() - 2].is("::")) return false;
    const auto says = [&head](std::string_view word) {
      return std::any_of(head.begin(), head.end() - 1,
                         [word](const cpp_token& token) { return token.is(word); });
    };
    if (is_next("(")) return (is_anonymous || says("static")) && take_function();
    const bool is_internal = is_anonymous || says("static") || is_constant(head);
    if (!is_internal || (says("inline") && !is_anonymous)) return false;
    if (says("registered")) {
      return says("const") && is_next("{") && take_registered() && take(";");
    }
    while (is_next("[")) {
      if (!skip_group()) return false;
    }
    if (says("constexpr")) return take_until_semicolon();
    return take_literals();
  }

  // Whether the variable is constant, as opposed to the object it points to.
  static bool is_constant(const tokens& head) {
    if (head[head.size() - 2].is("const")) return true;
    const bool is_plain = std::none_of(head.begin(), head.end(), [](const cpp_token& token) {
      return token.is("*") || token.is("&") || token.is("<");
    });
    return std::any_of(head.begin(), head.end() - 1, [is_plain](const cpp_token& token) {
      return token.is("constexpr") || (is_plain && token.is("const"));
    });
  }

  // Takes a function, starting at its parameter list.
  bool take_function() {
    if (!skip_group()) return false;
    while (is_next("noexcept") || is_next("->") || is_next("::") || is_next("*") || is_next("&") ||
           (at_ < all_.size() && is_word(all_[at_]))) {
      ++at_;
    }
    return is_next("{") && skip_group();
  }

  bool take_until_semicolon() {
    while (at_ < all_.size() && !is_next(";")) {
      // A declaration of a second name may follow a comma.
      if (is_next("#") || is_next(",")) return false;
      if (is_next("(") || is_next("{") || is_next("[")) {
        if (!skip_group()) return false;
      } else {
        ++at_;
      }
    }
    return take(";");
  }

  bool take_literals() {
    while (at_ < all_.size() && !is_next(";")) {
      constexpr std::array<std::string_view, 8> others = {"=", "{",    "}",     ",",
                                                          "-", "true", "false", "nullptr"};
      const cpp_token& token = all_[at_];
      if (!is_text(token) && !is_number(token) && !is_one_of(token, others)) return false;
      ++at_;
    }
    return take(";");
  }

  // Takes `{ .revision = "…", …, .upgrade = [](operations& op) { … } }`. The initialiser may call
  // only functions that make a time.
  bool take_registered() {
    constexpr std::array<std::string_view, 8> marks = {".", "=", "{", "}", ",", "::", "-", "&"};
    constexpr std::array<std::string_view, 6> times = {"milliseconds", "seconds", "minutes",
                                                       "hours",        "days",    "after"};
    int depth = 0;
    while (at_ < all_.size()) {
      const cpp_token& token = all_[at_];
      if (token.is("[")) {
        // After a name, a '[' is a subscript, as in `names[0]`.
        if (!(is_word(all_[at_ - 1]) ? take_subscript() : take_lambda())) return false;
        continue;
      }
      if (token.is("(")) {
        if (at_ == 0 || !is_one_of(all_[at_ - 1], times)) return false;
      } else if (!is_word(token) && !is_number(token) && !is_text(token) && !token.is(")") &&
                 !is_one_of(token, marks)) {
        return false;
      }
      ++at_;
      if (token.is("{")) ++depth;
      if (token.is("}") && --depth == 0) return true;
    }
    return false;
  }

  bool take_subscript() {
    ++at_;
    if (at_ >= all_.size() || !(is_number(all_[at_]) || is_word(all_[at_]))) return false;
    ++at_;
    return take("]");
  }

  // Takes a lambda that is not called on the spot.
  bool take_lambda() {
    if (!skip_group()) return false;
    if (is_next("(") && !skip_group()) return false;
    while (at_ < all_.size() && (is_word(all_[at_]) || is_next("->"))) ++at_;
    return is_next("{") && skip_group() && !is_next("(");
  }

  tokens all_;
  std::size_t at_ = 0;
  std::set<std::string> headers_;
};

}  // namespace

std::string headers_if_groupable(std::string_view source) {
  const std::string text = with_plain_line_ends(source);
  if (has_strange_text(text)) return {};
  const auto headers = reader(cpp_tokens(text)).headers();
  std::string result;
  if (!headers) return result;
  for (const std::string& header : *headers) result += (result.empty() ? "" : " ") + header;
  return result;
}

}  // namespace revise::tool
