#pragma once

#include <string>
#include <string_view>

namespace revise::catalog {

/// PostgreSQL prints an expression differently once its printed form was read back: a cast of a
/// whole array, `(ARRAY['a'::character varying, 'b'::character varying])::text[]`, comes back as a
/// cast of each element, `ARRAY[('a'::character varying)::text, ('b'::character varying)::text]`.
/// That is what `status in ('a', 'b')` on a varchar column is stored as, and each pg_dump file
/// does it. Returns `expression` in the second form, which stays as it is.
std::string with_cast_elements(std::string_view expression);

}  // namespace revise::catalog
