# ccache and mold make an edit-build round short; neither is needed.
find_program(REVISE_CCACHE ccache)
if(REVISE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${REVISE_CCACHE})
endif()
find_program(REVISE_MOLD mold)
if(REVISE_MOLD AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU"
   AND CMAKE_CXX_COMPILER_VERSION VERSION_GREATER_EQUAL 12.1)
  add_link_options(-fuse-ld=mold)
endif()
