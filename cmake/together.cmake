# revise_compile_together(TARGET FOLDER...): the files of each FOLDER (below the current one) are
# compiled in groups, so that the headers they share are read once a group. A folder whose files have
# helpers of one name is not for this; those that are here must keep such names apart. The preset tidy
# compiles each file by itself.
option(REVISE_COMPILE_TOGETHER "compile files of a folder in groups" ON)
set(REVISE_TOGETHER 9)
function(revise_compile_together target)
  if(NOT REVISE_COMPILE_TOGETHER)
    return()
  endif()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  foreach(folder IN LISTS ARGN)
    file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.cpp)
    set(count 0)
    foreach(source IN LISTS sources)
      math(EXPR group "${count} / ${REVISE_TOGETHER}")
      set_source_files_properties(${source} PROPERTIES UNITY_GROUP ${folder}_${group})
      math(EXPR count "${count} + 1")
    endforeach()
  endforeach()
endfunction()
