# The warnings every target of ours is built with: link to revise::warnings.
add_library(revise_warnings INTERFACE)
add_library(revise::warnings ALIAS revise_warnings)
target_compile_options(revise_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(REVISE_DEVELOPER)
  target_compile_options(revise_warnings INTERFACE -Werror)
endif()
