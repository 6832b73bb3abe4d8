# The folder with everything that `revise bundle` links with the migrations' objects: the tool as
# archives, and archives of the libraries that a bundle contains. The folder is lib/revise beside
# the tool's bin, both in the build tree and where revise is installed. A build with a sanitizer has
# no such folder, since bundles are for other machines.
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

# revise_bundle_parts(TARGET...): makes these archives parts of a bundle.
function(revise_bundle_parts)
  set_target_properties(${ARGN} PROPERTIES ARCHIVE_OUTPUT_DIRECTORY ${REVISE_PARTS_DIR})
  foreach(target IN LISTS ARGN)
    # Functions that are not called must not remain in the bundle.
    target_compile_options(${target} PRIVATE -ffunction-sections -fdata-sections)
  endforeach()
endfunction()

file(MAKE_DIRECTORY ${REVISE_PARTS_DIR})
foreach(archive IN LISTS REVISE_PART_ARCHIVES)
  cmake_path(GET archive FILENAME name)
  file(CREATE_LINK ${archive} ${REVISE_PARTS_DIR}/${name} SYMBOLIC)
endforeach()
