# revise_precompile(TARGET HEADER...): the headers that most files include, and the HEADERs, are
# compiled once for all files of TARGET. Each file goes on to include what it uses: the preset tidy
# compiles without this.
set(REVISE_COMMON_HEADERS
  <algorithm> <chrono> <functional> <map> <memory> <optional> <set> <string>
  <string_view> <unordered_map> <vector> <fmt/format.h>)
function(revise_precompile target)
  target_precompile_headers(${target} PRIVATE ${REVISE_COMMON_HEADERS} ${ARGN})
endfunction()
