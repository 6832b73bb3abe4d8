# What `cmake --install` installs, and what a .deb has: the tool; the public headers; in lib/revise
# the runtime, and what else bundles are made of; the packages of CMake and pkg-config; the documents.
# All is found from where it lies, so the prefix may be moved.
include(CMakePackageConfigHelpers)
# What is installed and packed is what was built before; the tests are no part of it.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
set(package lib/cmake/revise)

install(TARGETS revise revise_runtime revise_headers EXPORT revise
  RUNTIME DESTINATION bin
  ARCHIVE DESTINATION lib/revise
  INCLUDES DESTINATION include)
install(DIRECTORY runtime/include/revise DESTINATION include FILES_MATCHING PATTERN "*.h")
install(EXPORT revise NAMESPACE revise:: FILE reviseTargets.cmake DESTINATION ${package})
configure_package_config_file(cmake/reviseConfig.cmake.in reviseConfig.cmake
  INSTALL_DESTINATION ${package})
write_basic_package_version_file(reviseConfigVersion.cmake COMPATIBILITY SameMinorVersion)
configure_file(cmake/revise.pc.in revise.pc @ONLY)
install(FILES
  ${PROJECT_BINARY_DIR}/reviseConfig.cmake ${PROJECT_BINARY_DIR}/reviseConfigVersion.cmake
  cmake/revise_add_versions.cmake cmake/soci.cmake
  DESTINATION ${package})
install(FILES ${PROJECT_BINARY_DIR}/revise.pc DESTINATION lib/pkgconfig)
if(REVISE_PART_ARCHIVES)
  install(FILES
    $<TARGET_FILE:revise_main> $<TARGET_FILE:revise_tool> $<TARGET_FILE:revise_fmt>
    ${REVISE_PART_ARCHIVES}
    DESTINATION lib/revise)
endif()
# A debugger finds the tool's own code in a build of it; for bundles it would be hundreds of megabytes.
install(CODE "
  file(GLOB archives \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/lib/revise/librevise_*.a\")
  execute_process(COMMAND \"${CMAKE_STRIP}\" --strip-debug \${archives} COMMAND_ERROR_IS_FATAL ANY)
")
install(FILES README.md CHANGELOG.md alembic.ini.example DESTINATION share/doc/revise)
# The name that Debian wants for it, in every prefix.
install(FILES LICENSE DESTINATION share/doc/revise RENAME copyright)
install(DIRECTORY docs/ DESTINATION share/doc/revise/docs FILES_MATCHING PATTERN "*.md")

# cpack -G DEB
set(CPACK_PACKAGE_NAME revise)
set(CPACK_PACKAGE_CONTACT "the revise developers <revise@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_GENERATOR DEB)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE gzip)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION database)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# To compile migrations; a server that runs plugins needs none of them.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "g++ | clang, ninja-build")
# To link a program with revise::runtime, or a migration that includes <revise/soci.h>.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS
  "ccache, mold, cmake, libsoci-dev, libpq-dev, libsqlite3-dev, libfmt-dev, postgresql-client, sqlite3")
include(CPack)
