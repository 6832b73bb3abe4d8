#pragma once

#include <string>
#include <string_view>

namespace app {

/// "Hello, World!" as "hello-world": what a post is called in addresses.
std::string slug(std::string_view title);

}  // namespace app
