# The warnings every target of ours is built with: link to revise::warnings.
add_library(revise_warnings INTERFACE)
add_library(revise::warnings ALIAS revise_warnings)
target_compile_options(revise_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees an overlap in `"a" + std::string()` when it optimises (its bug 105651).
  target_compile_options(revise_warnings INTERFACE -Wno-restrict)
endif()
if(REVISE_DEVELOPER)
  target_compile_options(revise_warnings INTERFACE -Werror)
endif()
