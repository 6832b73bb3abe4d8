#pragma once

#include <revise/string_ref.h>

/// Column types, under their PostgreSQL names (PostgreSQL manual, chapter 8). Each dialect writes
/// them in its own way. SQLite keeps the name and derives an affinity from it.

namespace revise {

namespace detail {

/// Maps every negative length to -2, which is refused when the type is written. -1 would mean that
/// no length was given.
constexpr int given_length(int length) { return length < 0 ? -2 : length; }

}  // namespace detail

struct type {
  string_ref name;  ///< "bigint"; a type without a constant in this header can be given as text
  int length = -1;  ///< varchar(LENGTH), numeric(LENGTH, …); -1 when not given
  int scale = -1;   ///< numeric(…, SCALE); -1 when not given
  bool array = false;

  constexpr type(string_ref name_, int length_ = -1, int scale_ = -1)
      : name(name_), length(length_), scale(scale_) {}
  constexpr type(const char* name_) : name(name_) {}  // NOLINT(google-explicit-constructor)
};

/// A type whose length is optional: `timestamptz`, `timestamptz(3)`.
struct parametric_type : type {
  using type::type;
  constexpr type operator()(int length_) const { return {name, detail::given_length(length_)}; }
};

/// A type whose precision and scale are optional: `numeric`, `numeric(10)`, `numeric(10, 2)`.
struct scaled_type : parametric_type {
  using parametric_type::parametric_type;
  using parametric_type::operator();
  constexpr type operator()(int precision, int scale_) const {
    return {name, detail::given_length(precision), scale_};
  }
};

// Numbers (8.1, 8.2). The serial types create a sequence; `.identity()` is the standard's
// replacement for them.
inline constexpr type smallint{"smallint"};
inline constexpr type integer{"integer"};
inline constexpr type bigint{"bigint"};
inline constexpr type real{"real"};
inline constexpr type double_precision{"double precision"};
inline constexpr scaled_type numeric{"numeric"};
inline constexpr type money{"money"};
inline constexpr type smallserial{"smallserial"};
inline constexpr type serial{"serial"};
inline constexpr type bigserial{"bigserial"};

// Text and bytes (8.3, 8.4, 8.10).
inline constexpr type text{"text"};
inline constexpr parametric_type varchar{"varchar"};
inline constexpr parametric_type character{"character"};
inline constexpr type bytea{"bytea"};
inline constexpr parametric_type bit{"bit"};
inline constexpr parametric_type varbit{"varbit"};

// Time (8.5). A constant called `time` would collide with the function of <ctime>.
inline constexpr type date{"date"};
inline constexpr parametric_type time_of_day{"time"};
inline constexpr parametric_type timetz{"timetz"};
inline constexpr parametric_type timestamp{"timestamp"};
inline constexpr parametric_type timestamptz{"timestamptz"};
inline constexpr parametric_type interval{"interval"};

// Other types (8.6 to 8.20). The geometric types are given as text, "point": their names are too
// common to claim in a user's program.
inline constexpr type boolean{"boolean"};
inline constexpr type uuid{"uuid"};
inline constexpr type json{"json"};
inline constexpr type jsonb{"jsonb"};
inline constexpr type xml{"xml"};
inline constexpr type inet{"inet"};
inline constexpr type cidr{"cidr"};
inline constexpr type macaddr{"macaddr"};
inline constexpr type macaddr8{"macaddr8"};
inline constexpr type tsvector{"tsvector"};
inline constexpr type tsquery{"tsquery"};
inline constexpr type int4range{"int4range"};
inline constexpr type int8range{"int8range"};
inline constexpr type numrange{"numrange"};
inline constexpr type tsrange{"tsrange"};
inline constexpr type tstzrange{"tstzrange"};
inline constexpr type daterange{"daterange"};
inline constexpr type pg_lsn{"pg_lsn"};
inline constexpr type citext{"citext"};
inline constexpr type hstore{"hstore"};

/// pgvector's types, with their number of dimensions.
constexpr type vector(int dimensions) { return {"vector", detail::given_length(dimensions)}; }
constexpr type halfvec(int dimensions) { return {"halfvec", detail::given_length(dimensions)}; }

/// Returns an array of `element`, of any length.
constexpr type array_of(type element) {
  element.array = true;
  return element;
}

}  // namespace revise
