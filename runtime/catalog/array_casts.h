#pragma once

#include <string>
#include <string_view>

namespace revise::catalog {

/// PostgreSQL prints some expressions differently after it has read its own printed form: a cast of
/// a whole array, `(ARRAY['a'::character varying, 'b'::character varying])::text[]`, becomes a cast
/// of each element, `ARRAY[('a'::character varying)::text, ('b'::character varying)::text]`. The
/// first form is how `status in ('a', 'b')` on a varchar column is stored, and restoring any
/// pg_dump file changes it. Returns `expression` in the second form, which is stable.
std::string with_cast_elements(std::string_view expression);

}  // namespace revise::catalog
