#!/usr/bin/env python3
"""Tests of check_samples.py on headers and samples made up for the tests."""

import unittest

from check_samples import problems, undocumented

HEADERS = {
    "a_operations.h": """
struct make_options {
  bool big = false;  ///< else small
  string_ref where{};
  maybe<long long> most{};
};
class a_operations : public b {
 public:
  void make(string_ref name, const make_options& options = {},
            location where = location::here()) {
    do_make(name, options, where);
  }
  // void old(string_ref name) {
  void drop(const object& what) { do_drop(what); }

 private:
  virtual void do_make(string_ref name) = 0;
};
""",
    "table.h": "constexpr column& not_null() { return *this; }",
    "types.h": "inline constexpr type text{};\ninline constexpr parametric_type bit{};",
    "object.h": "static constexpr object table(string_ref name) {",
    "vocabulary.h": "enum class policy_command : unsigned char { all };",
}

COMPLETE = """
op.make("t (a)", {.big = true});
op.on(postgresql).make("\\")", {.where = "x", .most = 1});
column("a", text).not_null(); column("b", bit); column("c", bit(3));
op.drop(object::table("t")); op.rename(object::table("t")); op.move(object::table("t"));
op.comment(object::table("t")); op.grant(object::table("t")); op.revoke(object::table("t"));
policy_command::all;
"""


class CheckSamples(unittest.TestCase):
    def missing(self, gone: str, instead: str = "") -> list[str]:
        self.assertIn(gone, COMPLETE)
        return problems(HEADERS, COMPLETE.replace(gone, instead))

    def test_complete_samples_miss_nothing(self):
        self.assertEqual(problems(HEADERS, COMPLETE), [])

    def test_a_call_without_a_sample(self):
        self.assertEqual(self.missing("op.drop(", "drop("),
                         ["no sample calls 'drop'",
                          "no sample calls 'drop' for 'object::table'"])

    def test_an_option_without_a_sample(self):
        self.assertEqual(self.missing(".most = 1"), ["no sample calls 'make' with '.most'"])

    def test_an_option_of_another_call_does_not_count(self):
        self.assertEqual(self.missing(".big = true});", "}); op.other({.big = true});"),
                         ["no sample calls 'make' with '.big'"])

    def test_types_and_what_a_column_can_have(self):
        self.assertEqual(self.missing(".not_null()"), ["no sample has '.not_null(…)'"])
        self.assertEqual(self.missing("text"), ["no sample has a column of type 'text'"])
        self.assertEqual(self.missing("bit(3)"), ["no sample has a column of type 'bit(…)'"])

    def test_kinds_of_objects_and_words(self):
        self.assertEqual(self.missing("op.move(object::table"),
                         ["no sample calls 'move' for 'object::table'"])
        self.assertEqual(self.missing("policy_command::all"),
                         ["no sample has 'policy_command::all'"])

    def test_a_call_that_no_document_shows(self):
        self.assertEqual(undocumented(HEADERS, "op.make(1); op.dropped()"),
                         ["docs/operations.md has no 'drop'"])


if __name__ == "__main__":
    unittest.main()
