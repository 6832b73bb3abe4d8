#pragma once

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace revise::tool {

/// Declares the options of a command. It hides CLI11, which no command uses directly. The variables
/// must outlive the parse; an option that is not given leaves its variable unchanged.
class option_set {
 public:
  explicit option_set(CLI::App& app) : app_(app) {}

  /// `names` has the form "-q,--quiet".
  void flag(const std::string& names, bool& value, const std::string& help);

  /// An option with a value. The help shows `placeholder` for the value, such as "REV".
  void value(const std::string& names, const std::string& placeholder, std::string& value,
             const std::string& help);

  void value(const std::string& names, const std::string& placeholder,
             std::optional<std::string>& value, const std::string& help);

  /// An option that may be repeated.
  void values(const std::string& names, const std::string& placeholder,
              std::vector<std::string>& values, const std::string& help);

  /// An option whose value must be one of `choices`; another value is a usage error.
  void choice(const std::string& names, const std::vector<std::string>& choices, std::string& value,
              const std::string& help);

  /// A required positional argument. Positional arguments follow the order of the calls.
  void argument(const std::string& name, std::string& value, const std::string& help);
  /// An optional positional argument.
  void argument(const std::string& name, std::optional<std::string>& value,
                const std::string& help);

  /// The rest of the positional arguments, at least one.
  void arguments(const std::string& name, std::vector<std::string>& values,
                 const std::string& help);

  /// The rest of the positional arguments, possibly none.
  void optional_arguments(const std::string& name, std::vector<std::string>& values,
                          const std::string& help);

  /// `first` and `second` cannot be given together.
  void exclude(const std::string& first, const std::string& second);

 private:
  CLI::App& app_;
};

}  // namespace revise::tool
