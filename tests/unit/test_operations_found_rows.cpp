#include <doctest/doctest.h>
#include <revise/rows.h>

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "operations/found_rows.h"
#include "support/error_text.h"

namespace test_operations_found_rows {

using namespace revise;
using namespace revise::test;

namespace {

using cells = std::vector<std::optional<std::string>>;

rows found(std::vector<std::string> columns, cells values) {
  const std::size_t count = columns.empty() ? 0 : values.size() / columns.size();
  return rows(new_found_rows({std::move(columns), count, std::move(values)}));
}

// One row with one column 'x'.
rows one(std::optional<std::string> value) { return found({"x"}, {std::move(value)}); }

template <class T>
std::string refusal(const std::string& value) {
  return error_text([&] { one(value)[0]["x"].as<T>(); });
}

}  // namespace

TEST_CASE("rows are gone through in their order, and read by name and by number") {
  const rows all = found({"id", "name"}, {"1", "a", "2", "b"});
  std::string text;
  for (const row r : all) {
    text += std::to_string(r["id"].as<int>()) + r[1].as<std::string>() + ";";
    CHECK(r.size() == 2);
  }
  CHECK(text == "1a;2b;");
  CHECK(all.size() == 2);
  CHECK(!all.empty());
  CHECK(all[1][0].as<int>() == 2);
  CHECK(all.column_count() == 2);
  CHECK(std::string(all.column_name(1)) == "name");
  CHECK(found({"id"}, {}).empty());
}

TEST_CASE("rows can be moved, and what was there before goes away with the other") {
  rows first = one("1");
  rows second = one("2");
  second = std::move(first);
  CHECK(second[0][0].as<int>() == 1);
  const rows third = std::move(second);
  CHECK(third[0][0].as<int>() == 1);
  const one_row single(one("3"));
  CHECK(single["x"].as<int>() == 3);
  CHECK(single[0].as<int>() == 3);
  CHECK(single.size() == 1);
}

TEST_CASE("a value is read as the type that is asked for") {
  CHECK(one("t")[0][0].as<bool>());
  CHECK(one("1")[0][0].as<bool>());
  CHECK(!one("f")[0][0].as<bool>());
  CHECK(!one("0")[0][0].as<bool>());
  CHECK(one("-128")[0][0].as<signed char>() == -128);
  CHECK(one("255")[0][0].as<std::uint8_t>() == 255);
  CHECK(one("-9223372036854775808")[0][0].as<std::int64_t>() == INT64_MIN);
  CHECK(one("9223372036854775807")[0][0].as<long long>() == INT64_MAX);
  CHECK(one("18446744073709551615")[0][0].as<std::uint64_t>() == UINT64_MAX);
  CHECK(one("0.1")[0][0].as<double>() == 0.1);
  CHECK(one("0.1")[0][0].as<float>() == 0.1F);
  CHECK(one("7")[0][0].as<double>() == 7);
  CHECK(one("-Infinity")[0][0].as<double>() == -HUGE_VAL);
  CHECK(std::isnan(one("NaN")[0][0].as<double>()));
  CHECK(one("it's")[0][0].as<std::string>() == "it's");
  CHECK(one("")[0][0].as<std::string>().empty());
  const rows text = one("some text");
  CHECK(text[0][0].as<std::string_view>() == "some text");
  CHECK(std::string(text[0][0].as<string_ref>()) == "some text");
  CHECK(one("17")[0][0].as<std::string>() == "17");
}

TEST_CASE("bytes are read from what the databases write") {
  const rows all = one("\\x00ff41");
  const bytes_ref bytes = all[0][0].as<bytes_ref>();
  CHECK(std::vector<unsigned char>(bytes.data(), bytes.data() + bytes.size()) ==
        std::vector<unsigned char>{0, 255, 65});
  CHECK(all[0][0].as<bytes_ref>().data() == bytes.data());
  CHECK(all[0][0].as<std::vector<unsigned char>>() == std::vector<unsigned char>{0, 255, 65});
  CHECK(one("\\x")[0][0].as<bytes_ref>().empty());
  for (const char* wrong : {"00ff", "\\x0", "\\x0g", "", "\\"}) {
    CHECK(refusal<bytes_ref>(wrong) ==
          "column 'x' is '" + std::string(wrong) + "', which is not binary data");
  }
}

TEST_CASE("a null is read by who expects one") {
  const rows all = one(std::nullopt);
  const cell null = all[0]["x"];
  CHECK(null.is_null());
  CHECK(!one("")[0]["x"].is_null());
  CHECK(null.or_else(7) == 7);
  CHECK(null.or_else(0.5) == 0.5);
  CHECK(null.or_else(true));
  CHECK(null.or_else(std::string("none")) == "none");
  CHECK(std::string(null.or_else("none")) == "none");
  CHECK(null.as<std::optional<int>>() == std::nullopt);
  CHECK(one("3")[0]["x"].as<std::optional<int>>() == 3);
  CHECK(one("3")[0]["x"].as<std::optional<std::string>>() == "3");
  CHECK(one("3")[0]["x"].or_else(7) == 3);
  CHECK(std::string(one("a")[0]["x"].or_else("none")) == "a");
}

TEST_CASE("a null is an error for who does not, and it names the column") {
  const char* hint =
      "\nhint: read it with or_else(…) or as<std::optional<…>>(), or exclude nulls in the SQL";
  const rows all = found({"a", "b"}, {"1", "2", "3", std::nullopt});
  CHECK(error_text([&] { all[1]["b"].as<int>(); }) ==
        std::string("column 'b' is null in row 2") + hint);
  CHECK(error_text([&] { all[1]["b"].as<std::string>(); }) ==
        std::string("column 'b' is null in row 2") + hint);
  CHECK(error_text([&] { all[1]["b"].as<bytes_ref>(); }) ==
        std::string("column 'b' is null in row 2") + hint);
  CHECK(error_text([] { one(std::nullopt)[0][0].as<bool>(); }) ==
        std::string("column 'x' is null") + hint);
}

TEST_CASE("a value of another type, or too large, is an error that shows it") {
  CHECK(refusal<int>("abc") == "column 'x' is 'abc', which is not an integer");
  CHECK(refusal<int>("1.5") == "column 'x' is '1.5', which is not an integer");
  CHECK(refusal<int>("") == "column 'x' is '', which is not an integer");
  CHECK(refusal<int>(" 1") == "column 'x' is ' 1', which is not an integer");
  CHECK(refusal<unsigned>("-x") == "column 'x' is '-x', which is not an integer");
  CHECK(refusal<double>("1,5") == "column 'x' is '1,5', which is not a number");
  CHECK(refusal<bool>("yes") == "column 'x' is 'yes', which is not a boolean");
  CHECK(refusal<signed char>("128") == "column 'x' is '128', which is not from -128 to 127");
  CHECK(refusal<short>("-32769") == "column 'x' is '-32769', which is not from -32768 to 32767");
  CHECK(refusal<int>("2147483648") ==
        "column 'x' is '2147483648', which is not from -2147483648 to 2147483647");
  CHECK(refusal<std::uint8_t>("256") == "column 'x' is '256', which is not from 0 to 255");
  CHECK(refusal<std::uint8_t>("-1") == "column 'x' is '-1', which is not from 0 to 255");
  CHECK(refusal<long long>("9223372036854775808") ==
        "column 'x' is '9223372036854775808', which is more than the requested type can hold");
  CHECK(refusal<std::uint64_t>("18446744073709551616") ==
        "column 'x' is '18446744073709551616', which is more than the requested type can hold");
  CHECK(refusal<double>("1e999") ==
        "column 'x' is '1e999', which is more than the requested type can hold");
  CHECK(refusal<int>(std::string(59, 'y') + "üz") ==
        "column 'x' is '" + std::string(59, 'y') + "ü…', which is not an integer");
}

TEST_CASE("columns and rows that are not there are told, with what is") {
  const rows all = found({"id", "name", "id"}, {"1", "a", "2"});
  CHECK(error_text([&] { all[0]["nmae"]; }) ==
        "no column 'nmae' in the result, did you mean 'name'?\nhint: it has 'id', 'name', 'id'");
  CHECK(error_text([&] { all[0]["else"]; }) ==
        "no column 'else' in the result\nhint: it has 'id', 'name', 'id'");
  CHECK(error_text([&] { all[0]["id"]; }) ==
        "the result has 2 columns 'id'\nhint: rename them with `as`, or read them by number");
  CHECK(all[0][2].as<int>() == 2);
  CHECK(error_text([&] { all[0][3]; }) ==
        "no column 3 in the result, which has 3 columns\nhint: columns are counted from 0");
  CHECK(error_text([&] { all[1]; }) ==
        "no row 1 in the result, which has 1 row\nhint: rows are counted from 0");
  const rows nothing = found({}, {});
  CHECK(error_text([&] { nothing[0]; }) ==
        "no row 0 in the result, which has 0 rows\nhint: rows are counted from 0");
}

}  // namespace test_operations_found_rows
