# The contents of `cmake --install` and of a .deb: the tool; the public headers; the runtime and the
# other parts of bundles in lib/revise; the packages for CMake and pkg-config; the documents.
# Installed files find each other by relative paths, so the prefix can be moved.
include(CMakePackageConfigHelpers)
# Installs and packs only what is already built. The tests are not part of it.
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
# Debug information would add hundreds of megabytes to a bundle. To debug the tool itself, use a
# build tree.
install(CODE "
  file(GLOB archives \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/lib/revise/librevise_*.a\")
  execute_process(COMMAND \"${CMAKE_STRIP}\" --strip-debug \${archives} COMMAND_ERROR_IS_FATAL ANY)
")
install(FILES README.md CHANGELOG.md alembic.ini.example DESTINATION share/doc/revise)
# Debian requires the name `copyright`. Other installations use the same name.
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
# Needed to compile migrations. A server that only runs plugins needs none of them.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "g++ | clang, ninja-build")
# Needed to link a program with revise::runtime, or a migration that includes <revise/soci.h>.
set(CPACK_DEBIAN_PACKAGE_SUGGESTS
  "ccache, mold, cmake, libsoci-dev, libpq-dev, libsqlite3-dev, libfmt-dev, postgresql-client, sqlite3")
include(CPack)
