# Functions that add tests to ctest. Each test file of a doctest program is a separate test, so the
# files run in parallel, and one file can be run by name:
#   ctest --preset dev -R '^unit.test_graph_plan$'

# revise_server_test(NAME name COMMAND command... [URLS file]): adds a test that uses the test
# servers. The test finds their URLs in the file that the environment variable REVISE_TEST_SERVERS
# names.
function(revise_server_test)
  cmake_parse_arguments(test "" "NAME;URLS" "COMMAND" ${ARGN})
  if(NOT test_URLS)
    set(test_URLS urls.env)
  endif()
  add_test(NAME ${test_NAME} COMMAND ${test_COMMAND})
  set_tests_properties(${test_NAME} PROPERTIES
    FIXTURES_REQUIRED servers
    ENVIRONMENT "REVISE_TEST_SERVERS=${PROJECT_BINARY_DIR}/servers/${test_URLS}")
endfunction()

# revise_doctest_tests(PREFIX prefix TARGET program SOURCES file...
#                      [SERVER_URLS file] [OPTIONS word...]):
# adds a test PREFIX.STEM for each test_*.cpp of SOURCES. With SERVER_URLS the tests use the servers
# in that file.
function(revise_doctest_tests)
  cmake_parse_arguments(arg "" "PREFIX;TARGET;SERVER_URLS" "SOURCES;OPTIONS" ${ARGN})
  foreach(source IN LISTS arg_SOURCES)
    cmake_path(GET source STEM stem)
    if(NOT stem MATCHES "^test_")
      continue()
    endif()
    set(name ${arg_PREFIX}.${stem})
    set(command ${arg_TARGET} --source-file=*/${stem}.cpp ${arg_OPTIONS})
    if(arg_SERVER_URLS)
      revise_server_test(NAME ${name} COMMAND ${command} URLS ${arg_SERVER_URLS})
    else()
      add_test(NAME ${name} COMMAND ${command})
    endif()
    # Without this, a filter that selects no test case would pass.
    set_tests_properties(${name} PROPERTIES FAIL_REGULAR_EXPRESSION "test cases: *0 ")
  endforeach()
endfunction()

# revise_finish_tests(): must be called at the end of a CMakeLists.txt with tests. seconds.txt lists
# the slow tests, and ctest starts the slowest first. A test that is not in the list and needs no
# server is labelled `quick`. Only `scripts/test --all` runs a test that is labelled `thorough`: it
# disturbs runs at random moments, measures, repeats tests on a second version of PostgreSQL, or
# takes longer than REVISE_LONGEST seconds. So scripts/test ends in the time of a break.
set(REVISE_THOROUGH "^(kill|database_18)[.]|^bench$")
set(REVISE_LONGEST 15)
file(STRINGS ${CMAKE_CURRENT_LIST_DIR}/seconds.txt REVISE_TEST_SECONDS REGEX "^[^#]")
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/seconds.txt)
# PostgreSQL's own programs come before Debian's, which are Perl scripts that look for them.
file(GLOB REVISE_TEST_PATH /usr/lib/postgresql/*/bin)
list(TRANSFORM REVISE_TEST_PATH PREPEND "PATH=path_list_prepend:")
function(revise_finish_tests)
  get_property(tests DIRECTORY PROPERTY TESTS)
  foreach(test IN LISTS tests)
    set_tests_properties(${test} PROPERTIES
      SKIP_RETURN_CODE 77 # tests/support/abilities.py
      ENVIRONMENT_MODIFICATION "${REVISE_TEST_PATH}")
    set(seconds 0)
    set(line ${REVISE_TEST_SECONDS})
    string(REPLACE . "\\." pattern ${test})
    list(FILTER line INCLUDE REGEX "^${pattern} ")
    get_test_property(${test} FIXTURES_REQUIRED servers)
    if(line)
      list(GET line 0 line)
      string(REGEX REPLACE "^.* " "" seconds "${line}")
      set_tests_properties(${test} PROPERTIES COST ${seconds})
    elseif(NOT servers AND NOT test MATCHES "^servers[.]")
      set_tests_properties(${test} PROPERTIES LABELS quick)
    endif()
    if(test MATCHES "${REVISE_THOROUGH}" OR seconds GREATER REVISE_LONGEST)
      set_tests_properties(${test} PROPERTIES LABELS thorough)
    endif()
  endforeach()
endfunction()
