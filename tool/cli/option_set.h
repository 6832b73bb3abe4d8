#pragma once

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace revise::tool {

/// What a command takes, as it declares it. CLI11 stands behind this and is seen in no command.
/// The variables must outlive the parse; an option that is not given leaves its variable alone.
class option_set {
 public:
  explicit option_set(CLI::App& app) : app_(app) {}

  /// `names` as "-q,--quiet".
  void flag(const std::string& names, bool& value, const std::string& help);

  /// An option with a value; `placeholder` stands for it in the help: "REV".
  void value(const std::string& names, const std::string& placeholder, std::string& value,
             const std::string& help);

  void value(const std::string& names, const std::string& placeholder,
             std::optional<std::string>& value, const std::string& help);

  /// An option that may be repeated.
  void values(const std::string& names, const std::string& placeholder,
              std::vector<std::string>& values, const std::string& help);

  /// One of `choices`; anything else is an error of the command line.
  void choice(const std::string& names, const std::vector<std::string>& choices, std::string& value,
              const std::string& help);

  /// A positional argument, in the order of the calls.
  void argument(const std::string& name, std::string& value, const std::string& help);
  /// One that may be left out.
  void argument(const std::string& name, std::optional<std::string>& value,
                const std::string& help);

  /// The rest of the positional arguments, at least one.
  void arguments(const std::string& name, std::vector<std::string>& values,
                 const std::string& help);

  /// The same, or none.
  void optional_arguments(const std::string& name, std::vector<std::string>& values,
                          const std::string& help);

  /// `first` and `second` cannot be given together.
  void exclude(const std::string& first, const std::string& second);

 private:
  CLI::App& app_;
};

}  // namespace revise::tool
