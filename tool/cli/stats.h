#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace revise::tool {

/// Measures where the time of a run goes, for `-d stats`: a sum for each phase. Each moment counts
/// only for the innermost open phase. Until it is turned on, it measures nothing, and a phase costs
/// one comparison. Not thread-safe.
class stats {
 public:
  using clock = std::chrono::steady_clock;

  /// A phase is open until this object is destroyed. Phases that were opened later must be closed
  /// before.
  class phase {
   public:
    phase(phase&& other) noexcept : of_(other.of_) { other.of_ = nullptr; }
    phase(const phase&) = delete;
    phase& operator=(const phase&) = delete;
    ~phase() {
      if (of_ != nullptr) of_->close();
    }

   private:
    friend class stats;
    explicit phase(stats* of) : of_(of) {}
    stats* of_;
  };

  /// Starts to measure. The processor time used before, to load the process and to parse the
  /// command line, counts for the phase `start`.
  void turn_on();
  bool is_on() const { return !entries_.empty(); }

  /// Opens a phase. Phases with the same name are added up.
  [[nodiscard]] phase measure(std::string_view name) {
    if (is_on()) open(name);
    return phase(is_on() ? this : nullptr);
  }

  /// Moves `seconds` from the open phase to the phase `name`.
  void give(std::string_view name, double seconds);

  /// One line for each phase, in the order in which they were first opened: milliseconds, share of
  /// the total, name, and how often it was opened if more than once. Then follow the remaining time
  /// and the total. Each line but the last ends with a newline.
  std::string table();

 private:
  struct entry {
    std::string name;
    std::chrono::duration<double> taken{};
    std::size_t times = 0;
  };

  void open(std::string_view name);
  void close();
  /// Adds the time since the last call to the open phase.
  void charge();
  std::size_t index_of(std::string_view name);

  std::vector<entry> entries_;  ///< the first entry has the time outside all phases
  std::unordered_map<std::string, std::size_t> indexes_;
  std::vector<std::size_t> open_;  ///< outermost first
  clock::time_point since_{};
};

}  // namespace revise::tool
