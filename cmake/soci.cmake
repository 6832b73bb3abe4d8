# Debian's SOCI ships libraries and headers but no CMake package.
find_path(SOCI_INCLUDE_DIR soci/soci.h REQUIRED)
find_library(SOCI_CORE_LIBRARY soci_core REQUIRED)
find_library(SOCI_POSTGRESQL_LIBRARY soci_postgresql REQUIRED)
find_library(SOCI_SQLITE3_LIBRARY soci_sqlite3 REQUIRED)
find_package(PostgreSQL REQUIRED)
find_package(SQLite3 REQUIRED)

add_library(revise_soci INTERFACE)
add_library(revise::soci ALIAS revise_soci)
target_include_directories(revise_soci SYSTEM INTERFACE ${SOCI_INCLUDE_DIR})
target_link_libraries(revise_soci INTERFACE
  ${SOCI_POSTGRESQL_LIBRARY} ${SOCI_SQLITE3_LIBRARY} ${SOCI_CORE_LIBRARY}
  PostgreSQL::PostgreSQL SQLite::SQLite3)
