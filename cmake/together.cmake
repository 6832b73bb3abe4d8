# Compiling files in groups: the headers that they share are read once per group. Helpers in the files
# of a group must have different names.

# In a debug build the groups are small, because an edit compiles its whole group again.
set(REVISE_GROUP_SIZE 40)
if(CMAKE_BUILD_TYPE STREQUAL "Debug")
  set(REVISE_GROUP_SIZE 9)
endif()

# revise_group(NAME SOURCE...): compiles the files in groups, which are named after NAME.
function(revise_group name)
  set(count 0)
  foreach(source IN LISTS ARGN)
    math(EXPR group "${count} / ${REVISE_GROUP_SIZE}")
    set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${name}_${group})
    math(EXPR count "${count} + 1")
  endforeach()
endfunction()

# revise_compile_together(TARGET): compiles the files of each folder below the current one, at any
# depth, in groups.
function(revise_compile_together target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  file(GLOB_RECURSE folders CONFIGURE_DEPENDS LIST_DIRECTORIES true ${CMAKE_CURRENT_SOURCE_DIR}/*)
  list(FILTER folders EXCLUDE REGEX "\\.[a-z]+$")
  foreach(folder IN LISTS folders)
    cmake_path(RELATIVE_PATH folder BASE_DIRECTORY ${CMAKE_CURRENT_SOURCE_DIR} OUTPUT_VARIABLE name)
    string(REPLACE / _ name ${name})
    file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
    revise_group(${name} ${sources})
  endforeach()
endfunction()

# revise_compile_tests_together(TARGET SOURCE...): compiles the test files in groups. Each must be in
# a namespace of its own, because helpers of different tests have equal names.
function(revise_compile_tests_together target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  set(grouped "")
  foreach(source IN LISTS ARGN)
    cmake_path(GET source STEM stem)
    file(STRINGS ${source} found REGEX "^namespace ${stem} {" LIMIT_COUNT 1)
    if(found)
      list(APPEND grouped ${source})
    endif()
  endforeach()
  revise_group(${target} ${grouped})
endfunction()
