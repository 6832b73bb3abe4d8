#include "build/unit_plan.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>

namespace test_build_unit_plan {

using namespace revise::tool;

namespace {

// Parses "a1 b2 -c3": files with the version of their text; a '-' marks a file that must not be
// grouped.
std::vector<planned_source> files(const std::string& text, const std::string& headers = "h") {
  std::vector<planned_source> result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    std::string word = text.substr(at, end - at);
    const bool is_alone = word.front() == '-';
    if (is_alone) word.erase(0, 1);
    result.push_back({word.substr(0, 1), word.substr(1), is_alone ? "" : headers});
    at = end + 1;
  }
  return result;
}

std::vector<planned_source> numbered(std::size_t count, const std::string& headers = "h") {
  std::vector<planned_source> result;
  for (std::size_t i = 0; i < count; ++i) {
    result.push_back({fmt::format("{}{:04}", headers, i), "1", headers});
  }
  return result;
}

std::string text_of(const std::vector<unit_member>& members) {
  std::string text;
  for (const unit_member& member : members) {
    text += fmt::format("{}{}{}{}", text.empty() ? "" : " ", member.path, member.digest,
                        std::string(member.name - 1, '\''));
  }
  return text;
}

// A plan as text: "[a1 b1] [c1'] alone d2 superseded e1". Each apostrophe marks one more name of
// the file.
std::string text_of(const unit_plan& plan, const std::vector<planned_source>& sources) {
  std::string text;
  for (const source_unit& unit : plan.units) text += '[' + text_of(unit.members) + "] ";
  text += "alone";
  for (std::size_t i = 0; i < sources.size(); ++i) {
    if (plan.places[i].name == 0) text += ' ' + sources[i].path + sources[i].digest;
  }
  return plan.superseded.empty() ? text : text + " superseded " + text_of(plan.superseded);
}

std::vector<std::size_t> sizes(const unit_plan& plan) {
  std::vector<std::size_t> result;
  for (const source_unit& unit : plan.units) result.push_back(unit.members.size());
  return result;
}

// The known units after the units of `plan` were made.
std::vector<source_unit> made(unit_plan plan) {
  static int count = 0;
  for (source_unit& unit : plan.units) {
    if (unit.name.empty()) unit.name = std::to_string(++count);
  }
  return plan.units;
}

constexpr unit_limits two{.most_alone = 2, .most_members = 4, .processors = 1};

}  // namespace

TEST_CASE("few files are compiled alone, more of them as units of one size") {
  using list = std::vector<std::size_t>;
  const auto sizes_of = [](std::size_t count, std::size_t processors) {
    return sizes(plan_units(numbered(count), {}, {.processors = processors}));
  };
  CHECK(sizes_of(16, 2).empty());
  CHECK(sizes_of(17, 2) == list{17});
  CHECK(sizes_of(31, 2) == list{31});
  CHECK(sizes_of(32, 2) == list{16, 16});
  CHECK(sizes_of(101, 1) == list{50, 51});
  CHECK(sizes_of(60, 8) == list{20, 20, 20});
  CHECK(sizes_of(1000, 2) == list(10, 100));
  CHECK(sizes_of(1001, 2) == list(11, 91));
}

TEST_CASE("units are of files with the same headers, in their order") {
  std::vector<planned_source> sources = files("a1 b1 c1", "g");
  const std::vector<planned_source> more = files("d1 -e1 f1 g1 h1", "h");
  sources.insert(sources.end(), more.begin(), more.end());
  CHECK(text_of(plan_units(sources, {}, two), sources) == "[a1 b1 c1] [d1 f1 g1 h1] alone e1");
  sources[0].headers = "h";
  CHECK(text_of(plan_units(sources, {}, two), sources) == "[a1 d1] [f1 g1 h1] alone b1 c1 e1");
}

TEST_CASE("a file that was edited is compiled alone, and its unit stays as it is") {
  const auto before = files("a1 b1 c1 d1");
  const std::vector<source_unit> known = made(plan_units(before, {}, two));
  const auto after = [&](const std::string& now) {
    const auto sources = files(now);
    return text_of(plan_units(sources, known, two), sources);
  };
  CHECK(after("a1 b1 c1 d1") == "[a1 b1 c1 d1] alone");
  CHECK(after("d1 c1 b1 a1") == "[a1 b1 c1 d1] alone");
  CHECK(after("a1 b2 c1 d1") == "[a1 b1 c1 d1] alone b2 superseded b1");
  CHECK(after("a1 b2 c2 d1") == "[a1 b1 c1 d1] alone b2 c2 superseded b1 c1");
  CHECK(after("a1 c1 d1") == "[a1 b1 c1 d1] alone superseded b1");
  CHECK(after("a1 b1 c1 e1") == "[a1 b1 c1 d1] alone e1 superseded d1");
  // A file that may no longer be grouped, since it did not compile as a member of a unit.
  CHECK(after("a1 b1 c1 -d1") == "[a1 b1 c1 d1] alone d1 superseded d1");
}

TEST_CASE("a unit is dissolved when less than half of it is current") {
  const std::vector<source_unit> known = made(plan_units(files("a1 b1 c1 d1"), {}, two));
  const auto after = [&](const std::string& now) {
    const auto sources = files(now);
    return text_of(plan_units(sources, known, two), sources);
  };
  CHECK(after("a1 b1") == "[a1 b1 c1 d1] alone superseded c1 d1");
  CHECK(after("a1") == "alone a1");
  CHECK(after("a2 b2 c2 d1") == "[a2 b2 c2 d1] alone");
  CHECK(after("") == "alone");
}

TEST_CASE("files that were edited become units of their own, under names that no unit has") {
  std::vector<planned_source> sources = files("a1 b1 c1 d1");
  std::vector<source_unit> known = made(plan_units(sources, {}, two));
  const auto next = [&](const std::string& now) {
    sources = files(now);
    unit_plan plan = plan_units(sources, known, two);
    known = made(plan);
    return text_of(plan, sources);
  };
  CHECK(next("a2 b1 c1 d1 e1 f1") == "[a1 b1 c1 d1] [a2' e1 f1] alone superseded a1");
  CHECK(next("a3 b1 c1 d1 e1 f1") == "[a1 b1 c1 d1] [a2' e1 f1] alone a3 superseded a1 a2'");
  // An undone edit is found in its old unit; if two units have it, in the first.
  CHECK(next("a2 b1 c1 d1 e1 f1") == "[a1 b1 c1 d1] [a2' e1 f1] alone superseded a1");
  CHECK(next("a1 b1 c1 d1 e1 f1") == "[a1 b1 c1 d1] [a2' e1 f1] alone superseded a2'");
  CHECK(next("a3 b1 c1 d1 e1 f1 g1 h1") ==
        "[a1 b1 c1 d1] [a2' e1 f1] [a3'' g1 h1] alone superseded a1 a2'");
}

TEST_CASE("whatever is edited, added and removed, each text is in one place and no name is twice") {
  std::mt19937 random(20261121);  // NOLINT(cert-msc32-c,cert-msc51-cpp): the same every time
  const auto below = [&random](std::size_t n) {
    return static_cast<std::size_t>(std::uniform_int_distribution<std::size_t>(0, n - 1)(random));
  };
  std::size_t kept = 0;
  std::size_t most_superseded = 0;
  std::vector<planned_source> sources = numbered(120);
  std::vector<source_unit> known;
  for (int round = 0; round < 2000; ++round) {
    for (std::size_t change = below(6); change > 0 && !sources.empty(); --change) {
      planned_source& source = sources[below(sources.size())];
      switch (below(4)) {
        case 0:
          source.digest = std::to_string(below(5));
          break;
        case 1:
          source.headers = below(9) == 0 ? "" : below(2) == 0 ? "h" : "g";
          break;
        case 2:
          sources.erase(sources.begin() + static_cast<std::ptrdiff_t>(below(sources.size())));
          break;
        default:
          sources.push_back({fmt::format("new{}.{}", round, change), "1", "h"});
          break;
      }
    }
    const unit_limits limits{.processors = 2};
    const unit_plan plan = plan_units(sources, known, limits);
    std::set<std::pair<std::string, unsigned>> names;
    std::multiset<std::string> current;
    for (const source_unit& unit : plan.units) {
      REQUIRE(!unit.members.empty());
      for (const unit_member& member : unit.members) {
        REQUIRE(names.emplace(member.path, member.name).second);
      }
    }
    std::set<std::pair<std::string, unsigned>> superseded;
    for (const unit_member& member : plan.superseded) superseded.emplace(member.path, member.name);
    REQUIRE(superseded.size() == plan.superseded.size());
    std::size_t in_units = 0;
    for (std::size_t i = 0; i < sources.size(); ++i) {
      const source_place& place = plan.places[i];
      if (place.name == 0) continue;
      ++in_units;
      REQUIRE(!sources[i].headers.empty());
      REQUIRE(!superseded.contains({sources[i].path, place.name}));
      const std::vector<unit_member>& members = plan.units.at(place.unit).members;
      REQUIRE(std::find(members.begin(), members.end(),
                        unit_member{sources[i].path, sources[i].digest, place.name}) !=
              members.end());
    }
    REQUIRE(in_units + superseded.size() == names.size());
    most_superseded = std::max(most_superseded, superseded.size());
    const std::vector<source_unit> next = made(plan);
    kept += static_cast<std::size_t>(std::count_if(next.begin(), next.end(), [&](const auto& unit) {
      return std::find(known.begin(), known.end(), unit) != known.end();
    }));
    known = next;
  }
  MESSAGE("units kept: ", kept, ", most superseded texts at once: ", most_superseded);
  CHECK(kept > 2000);
  CHECK(most_superseded > 20);
}

}  // namespace test_build_unit_plan
