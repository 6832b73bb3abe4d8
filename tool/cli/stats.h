#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace revise::tool {

/// Where the time of a run goes, for `-d stats`: a sum for each phase. A moment counts for one
/// phase only, the innermost that is open. Until it is turned on nothing is measured, and a phase
/// costs a comparison. Not for several threads.
class stats {
 public:
  using clock = std::chrono::steady_clock;

  /// Open until it is destroyed; those opened after it are closed by then.
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

  /// Measures from now on. What the process computed before, to be loaded and to understand its
  /// command line, counts for the phase `start`.
  void turn_on();
  bool is_on() const { return !entries_.empty(); }

  /// Opens a phase. One of the same name adds to it.
  [[nodiscard]] phase measure(std::string_view name) {
    if (is_on()) open(name);
    return phase(is_on() ? this : nullptr);
  }

  /// Of what counts for the open phase, `seconds` are those of another one.
  void give(std::string_view name, double seconds);

  /// A line for each phase in the order in which they were first open: milliseconds, the share of
  /// the whole, its name and how often it was open where that is more than once; then what is left,
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
  /// What went by since the last call counts for the open phase.
  void charge();
  std::size_t index_of(std::string_view name);

  std::vector<entry> entries_;  ///< the first one has what no phase has
  std::unordered_map<std::string, std::size_t> indexes_;
  std::vector<std::size_t> open_;  ///< outermost first
  clock::time_point since_{};
};

}  // namespace revise::tool
