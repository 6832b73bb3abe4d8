# The warnings for all targets of revise: link to revise::warnings.
add_library(revise_warnings INTERFACE)
add_library(revise::warnings ALIAS revise_warnings)
target_compile_options(revise_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # When GCC 12 optimises, it wrongly reports overlaps and reads past the end in std::string (GCC
  # bugs 105651 and 105329), even in standard headers if these are precompiled.
  target_compile_options(revise_warnings INTERFACE
    -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread)
endif()
if(REVISE_DEVELOPER)
  target_compile_options(revise_warnings INTERFACE -Werror)
endif()
