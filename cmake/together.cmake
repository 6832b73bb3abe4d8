# revise_compile_together(TARGET): the files of each folder below the current one are compiled in
# groups, so that the headers they share are read once a group. Files of one folder must not have
# helpers of one name.
set(REVISE_TOGETHER 9)
function(revise_compile_together target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  file(GLOB folders CONFIGURE_DEPENDS LIST_DIRECTORIES true ${CMAKE_CURRENT_SOURCE_DIR}/*)
  foreach(folder IN LISTS folders)
    cmake_path(GET folder FILENAME name)
    file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
    set(count 0)
    foreach(source IN LISTS sources)
      math(EXPR group "${count} / ${REVISE_TOGETHER}")
      set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${name}_${group})
      math(EXPR count "${count} + 1")
    endforeach()
  endforeach()
endfunction()
