#include "catalog/array_casts.h"

#include <doctest/doctest.h>

namespace test_catalog_array_casts {

using revise::catalog::with_cast_elements;

TEST_CASE("the cast of an array becomes a cast of each element, as the server does it") {
  // Both texts are printed by PostgreSQL 15, before and after pg_dump.
  CHECK(with_cast_elements("CHECK (((s)::text = ANY ((ARRAY['new'::character varying, "
                           "'it''s'::character varying])::text[])))") ==
        "CHECK (((s)::text = ANY (ARRAY[('new'::character varying)::text, "
        "('it''s'::character varying)::text])))");
  CHECK(with_cast_elements("CHECK (((m)::text = ANY ((ARRAY['x'::character varying, "
                           "(upper('y('::text))::character varying])::text[])))") ==
        "CHECK (((m)::text = ANY (ARRAY[('x'::character varying)::text, "
        "((upper('y('::text))::character varying)::text])))");
}

TEST_CASE("types with brackets, quotes and schemas are taken whole") {
  CHECK(with_cast_elements("(ARRAY[a])::character varying(10)[]") ==
        "ARRAY[(a)::character varying(10)]");
  CHECK(with_cast_elements("(ARRAY[a, b])::\"My\".\"odd[]\"[] || x") ==
        "ARRAY[(a)::\"My\".\"odd[]\", (b)::\"My\".\"odd[]\"] || x");
  CHECK(with_cast_elements("f((ARRAY[a])::text[], (ARRAY[b])::text[])") ==
        "f(ARRAY[(a)::text], ARRAY[(b)::text])");
}

TEST_CASE("arrays in arrays, and commas in elements") {
  CHECK(with_cast_elements("(ARRAY[f(a, b), '], )::x[]', \"c, d\"])::text[]") ==
        "ARRAY[(f(a, b))::text, ('], )::x[]')::text, (\"c, d\")::text]");
  CHECK(with_cast_elements("(ARRAY[array_length((ARRAY[a, b])::text[], 1)])::bigint[]") ==
        "ARRAY[(array_length(ARRAY[(a)::text, (b)::text], 1))::bigint]");
}

TEST_CASE("anything else stays as it is") {
  for (const char* text : {"", "ARRAY['a'::text]", "'(ARRAY[a])::text[]'", "\"(ARRAY[a])::text[]\"",
                           "(ARRAY[a, b])[1]", "(ARRAY[a])::text", "(ARRAY[a",
                           "(ARRAY[a])::", "'(ARRAY[", "(ARRAY['"}) {
    CHECK(with_cast_elements(text) == text);
  }
}

}  // namespace test_catalog_array_casts
