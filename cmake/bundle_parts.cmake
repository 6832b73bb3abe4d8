# What `revise bundle` links with the migrations' objects, in one folder that stands to the tool's as
# lib/revise to bin, here as where it is installed: the tool itself in archives, and of its libraries
# those that a bundle has inside. With a sanitizer there is none: a bundle is for elsewhere.
set(REVISE_PARTS_DIR ${PROJECT_BINARY_DIR}/lib/revise)
if(NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize=")
  foreach(library soci_core soci_postgresql soci_sqlite3 sqlite3 utf8proc)
    find_library(REVISE_STATIC_${library} NAMES lib${library}.a)
    if(NOT REVISE_STATIC_${library})
      message(STATUS "no lib${library}.a: this revise will make no bundles")
      set(REVISE_PART_ARCHIVES "")
      break()
    endif()
    list(APPEND REVISE_PART_ARCHIVES ${REVISE_STATIC_${library}})
  endforeach()
endif()

# revise_bundle_parts(TARGET...): these archives are part of a bundle.
function(revise_bundle_parts)
  set_target_properties(${ARGN} PROPERTIES ARCHIVE_OUTPUT_DIRECTORY ${REVISE_PARTS_DIR})
  foreach(target IN LISTS ARGN)
    # Of a function that nothing calls nothing is left.
    target_compile_options(${target} PRIVATE -ffunction-sections -fdata-sections)
  endforeach()
endfunction()

file(MAKE_DIRECTORY ${REVISE_PARTS_DIR})
foreach(archive IN LISTS REVISE_PART_ARCHIVES)
  cmake_path(GET archive FILENAME name)
  file(CREATE_LINK ${archive} ${REVISE_PARTS_DIR}/${name} SYMBOLIC)
endforeach()
