# revise_add_versions(TARGET DIR folder... [INI file] [LINK_LIBRARIES library...] [NAMED] [PLUGIN])
#
# Makes a library of the migrations in one or several folders. A program links it for
# revise::migrator:
#
#   revise_add_versions(my_versions DIR versions)
#   target_link_libraries(my_program PRIVATE my_versions)
#
# The library links revise::runtime too. All its objects are always linked, since a migration
# registers itself and no code calls it. In a program with several such libraries, all but one must
# be NAMED, and #include <revise_versions/TARGET.h> declares revise_versions_TARGET() for
# migrator_options::versions.
#
# With PLUGIN it makes TARGET.so instead, for `revise --plugin TARGET.so`, as `revise build -o`
# does. INI gives the settings that a plugin needs: the version table and the limits of a run.
#
# LINK_LIBRARIES are your libraries, for migrations that call your own code.
function(revise_add_versions target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "NAMED;PLUGIN" "INI" "DIR;LINK_LIBRARIES")
  if(arg_UNPARSED_ARGUMENTS OR NOT arg_DIR)
    message(FATAL_ERROR "revise_add_versions(TARGET DIR folder... [INI file] "
                        "[LINK_LIBRARIES library...] [NAMED] [PLUGIN]): "
                        "'${arg_UNPARSED_ARGUMENTS}' is not understood, or DIR is missing")
  endif()
  set(folder "${CMAKE_CURRENT_BINARY_DIR}/revise_versions/${target}")
  set(command -q build -o "${folder}")
  set(sources "")
  set(sql "")
  set(root "")
  foreach(dir IN LISTS arg_DIR)
    cmake_path(ABSOLUTE_PATH dir NORMALIZE)
    string(REGEX REPLACE "/$" "" dir "${dir}")
    if(NOT IS_DIRECTORY "${dir}")
      message(FATAL_ERROR "revise_add_versions(${target}): there is no folder '${dir}'")
    endif()
    list(APPEND command --sources "${dir}")
    file(GLOB found CONFIGURE_DEPENDS "${dir}/*.cpp")
    list(APPEND sources ${found})
    file(GLOB_RECURSE found CONFIGURE_DEPENDS "${dir}/*.sql")
    list(APPEND sql ${found})
    # root is the innermost folder that contains all source folders.
    if(NOT root)
      set(root "${dir}")
    endif()
    cmake_path(IS_PREFIX root "${dir}" is_within)
    while(NOT is_within)
      cmake_path(GET root PARENT_PATH root)
      cmake_path(IS_PREFIX root "${dir}" is_within)
    endwhile()
  endforeach()
  list(FILTER sources EXCLUDE REGEX "/\\.[^/]*$") # hidden ones are no migrations

  string(MAKE_C_IDENTIFIER "${target}" name)
  set(products "${folder}/entry.cpp")
  if(arg_PLUGIN)
    set(prefix "")
  else()
    list(APPEND command --library "${name}")
    list(APPEND products "${folder}/include/revise_versions/${name}.h")
    set(prefix "${name}/")
  endif()
  if(arg_NAMED)
    list(APPEND command --named-only)
  endif()
  if(arg_INI)
    cmake_path(ABSOLUTE_PATH arg_INI NORMALIZE OUTPUT_VARIABLE ini)
    list(APPEND command -c "${ini}")
  endif()
  # If a file is removed, no dependency becomes newer. So the list of the files is a dependency,
  # too.
  set(list "${folder}/files.txt")
  file(CONFIGURE OUTPUT "${list}" CONTENT "${sources};${sql}\n" @ONLY)
  add_custom_command(
    OUTPUT ${products}
    COMMAND revise::revise ${command}
    DEPENDS ${sources} ${sql} ${ini} "${list}" revise::revise
    COMMENT "collecting the migrations of ${target}"
    VERBATIM)

  if(arg_PLUGIN)
    add_library(${target} MODULE ${sources} ${products})
    set(objects ${target})
    set_target_properties(${target} PROPERTIES PREFIX "" SUFFIX ".so")
    target_link_options(${target} PRIVATE LINKER:-z,defs)
  else()
    set(objects ${target}_objects)
    add_library(${objects} OBJECT ${sources} ${products})
    add_library(${target} INTERFACE)
    target_include_directories(${target} INTERFACE "${folder}/include")
    target_link_libraries(${target} INTERFACE
      $<TARGET_OBJECTS:${objects}> ${arg_LINK_LIBRARIES} revise::runtime)
    # The generated header must exist before a file that includes it is compiled.
    add_dependencies(${target} ${objects})
  endif()
  target_link_libraries(${objects} PRIVATE revise::headers ${arg_LINK_LIBRARIES})
  target_compile_features(${objects} PRIVATE cxx_std_20)
  # The paths in the objects (__FILE__) must equal the paths in entry.cpp.
  target_compile_options(${objects} PRIVATE "-fmacro-prefix-map=${root}/=${prefix}")
  set_source_files_properties("${folder}/entry.cpp" PROPERTIES COMPILE_OPTIONS -w)
  set_target_properties(${objects} PROPERTIES
    POSITION_INDEPENDENT_CODE ON
    CXX_VISIBILITY_PRESET hidden
    UNITY_BUILD OFF
    CXX_EXTENSIONS OFF)
  # With a base directory, ccache would pass other paths to the compiler.
  if(CMAKE_CXX_COMPILER_LAUNCHER)
    set_target_properties(${objects} PROPERTIES CXX_COMPILER_LAUNCHER
      "${CMAKE_COMMAND};-E;env;CCACHE_BASEDIR=;${CMAKE_CXX_COMPILER_LAUNCHER}")
  endif()
endfunction()
