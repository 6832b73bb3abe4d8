#include "cli/option_set.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>

#include "cli/command_line.h"
#include "cli/relative_target.h"

namespace revise::tool {

namespace {

template <class Value>
void add_value(CLI::App& app, const std::string& names, const std::string& placeholder,
               Value& value, const std::string& help) {
  app.add_option_function<std::string>(
         names, [&value](const std::string& given) { value = unprotected(given); }, help)
      ->type_name(placeholder)
      ->take_last();
}

template <class Value>
CLI::Option* add_argument(CLI::App& app, const std::string& name, Value& value,
                          const std::string& help) {
  return app
      .add_option_function<std::string>(
          name,
          [&value](const std::string& given) {
            refuse_url(given);
            value = unprotected(given);
          },
          help)
      ->type_name("");
}

CLI::Option* add_arguments(CLI::App& app, const std::string& name, std::vector<std::string>& values,
                           const std::string& help) {
  return app
      .add_option_function<std::vector<std::string>>(
          name,
          [&values](const std::vector<std::string>& given) {
            values.clear();
            for (const std::string& word : given) {
              refuse_url(word);
              values.push_back(unprotected(word));
            }
          },
          help)
      ->type_name("");
}

}  // namespace

void option_set::flag(const std::string& names, bool& value, const std::string& help) {
  app_.add_flag(names, value, help);
}

void option_set::value(const std::string& names, const std::string& placeholder, std::string& value,
                       const std::string& help) {
  add_value(app_, names, placeholder, value, help);
}

void option_set::value(const std::string& names, const std::string& placeholder,
                       std::optional<std::string>& value, const std::string& help) {
  add_value(app_, names, placeholder, value, help);
}

void option_set::values(const std::string& names, const std::string& placeholder,
                        std::vector<std::string>& values, const std::string& help) {
  app_.add_option_function<std::vector<std::string>>(
          names,
          [&values](const std::vector<std::string>& given) {
            values.clear();
            for (const std::string& word : given) values.push_back(unprotected(word));
          },
          help)
      ->type_name(placeholder)
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
}

void option_set::choice(const std::string& names, const std::vector<std::string>& choices,
                        std::string& value, const std::string& help) {
  std::string placeholder;
  for (const std::string& choice : choices) {
    placeholder += (placeholder.empty() ? "" : "|") + choice;
  }
  app_.add_option(names, value, help)
      ->type_name(placeholder)
      ->check([choices, placeholder](const std::string& given) {
        for (const std::string& choice : choices) {
          if (given == choice) return std::string();
        }
        return "'" + given + "' is not one of " + placeholder;
      });
}

void option_set::argument(const std::string& name, std::string& value, const std::string& help) {
  add_argument(app_, name, value, help)->required();
}

void option_set::argument(const std::string& name, std::optional<std::string>& value,
                          const std::string& help) {
  add_argument(app_, name, value, help);
}

void option_set::arguments(const std::string& name, std::vector<std::string>& values,
                           const std::string& help) {
  add_arguments(app_, name, values, help)->required();
}

void option_set::optional_arguments(const std::string& name, std::vector<std::string>& values,
                                    const std::string& help) {
  add_arguments(app_, name, values, help);
}

void option_set::exclude(const std::string& first, const std::string& second) {
  app_.get_option(first)->excludes(app_.get_option(second));
}

}  // namespace revise::tool
