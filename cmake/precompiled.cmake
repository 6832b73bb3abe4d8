# revise_precompile(TARGET HEADER...): compiles the headers that most files include, and the
# HEADERs, once for all files of TARGET. Each file must still include what it uses, since the preset
# tidy compiles without this.
set(REVISE_COMMON_HEADERS
  <algorithm> <chrono> <functional> <map> <memory> <optional> <set> <string>
  <string_view> <unordered_map> <vector> <fmt/format.h>)
function(revise_precompile target)
  target_precompile_headers(${target} PRIVATE ${REVISE_COMMON_HEADERS} ${ARGN})
endfunction()
