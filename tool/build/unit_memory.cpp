#include "build/unit_memory.h"

#include <charconv>
#include <optional>
#include <system_error>

#include "build/source_digest.h"
#include "util/error.h"
#include "util/hash.h"
#include "util/read_file.h"

namespace revise::tool {

namespace fs = std::filesystem;

namespace {

constexpr const char* members_file = "unit_members";

// Reads a file of fields that end with NUL. A field that is missing or malformed makes the whole
// file invalid.
class field_reader {
 public:
  explicit field_reader(std::string_view text) : rest_(text) {}

  std::string_view text() {
    const std::size_t end = rest_.find('\0');
    if (end == std::string_view::npos) {
      is_whole_ = false;
      rest_ = {};
      return {};
    }
    const std::string_view field = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    return field;
  }

  std::size_t number() {
    const std::string_view field = text();
    std::size_t value = 0;
    const auto read = std::from_chars(field.data(), field.data() + field.size(), value);
    if (read.ec != std::errc() || read.ptr != field.data() + field.size()) is_whole_ = false;
    return is_whole_ ? value : 0;
  }

  bool is_whole() const { return is_whole_; }
  bool at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
  bool is_whole_ = true;
};

std::string first_field(std::string_view stamp) { return "units 1 " + digest_of(stamp); }

}  // namespace

unit_memory read_unit_memory(const build_folder& folder, std::string_view stamp) {
  std::string text;
  try {
    text = read_file(folder.path() / members_file).value_or("");
  } catch (const error&) {
    return {};
  }
  field_reader fields(text);
  if (fields.text() != first_field(stamp)) return {};
  unit_memory memory;
  for (std::size_t count = fields.number(); count > 0 && fields.is_whole(); --count) {
    source_unit unit;
    unit.name = fields.text();
    const std::size_t size = fields.number();
    unit.headers = fields.text();
    for (std::size_t members = fields.number(); members > 0 && fields.is_whole(); --members) {
      unit_member& member = unit.members.emplace_back();
      member.path = fields.text();
      member.digest = fields.text();
      member.name = static_cast<unsigned>(fields.number());
    }
    std::error_code missing;
    if (fs::file_size(folder.path() / unit_source(unit.name), missing) == size && !missing) {
      memory.units.push_back(std::move(unit));
    }
  }
  for (std::size_t count = fields.number(); count > 0 && fields.is_whole(); --count) {
    std::string path(fields.text());
    memory.loners.emplace(std::move(path), fields.text());
  }
  if (!fields.is_whole() || !fields.at_end()) return {};
  return memory;
}

void write_unit_memory(const build_folder& folder, std::string_view stamp,
                       const unit_memory& memory) {
  std::string text;
  const auto add = [&text](std::string_view field) { (text += field) += '\0'; };
  add(first_field(stamp));
  add(std::to_string(memory.units.size()));
  for (const source_unit& unit : memory.units) {
    add(unit.name);
    std::error_code ignored;
    add(std::to_string(fs::file_size(folder.path() / unit_source(unit.name), ignored)));
    add(unit.headers);
    add(std::to_string(unit.members.size()));
    for (const unit_member& member : unit.members) {
      add(member.path);
      add(member.digest);
      add(std::to_string(member.name));
    }
  }
  add(std::to_string(memory.loners.size()));
  for (const auto& [path, digest] : memory.loners) {
    add(path);
    add(digest);
  }
  folder.write(members_file, text);
}

std::string unit_source(const std::string& unit) { return "units/" + unit + ".cpp"; }

std::string unit_object(const std::string& unit) { return "objects/unit." + unit + ".o"; }

}  // namespace revise::tool
