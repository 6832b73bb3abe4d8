# revise_embed(TARGET SYMBOL ROOT FILE...): compiles the FILEs (paths below ROOT) into TARGET as
# `revise::embedded::SYMBOL`, an array of {path, text} declared in util/embedded.h. The tool carries
# the migration headers and the templates in this form, so that one binary always finds those that
# it was built with.
set(REVISE_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_DIR}/embed_files.cmake)
function(revise_embed target symbol root)
  set(output ${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}.cpp)
  list(TRANSFORM ARGN PREPEND "${root}/" OUTPUT_VARIABLE inputs)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -D SYMBOL=${symbol} -D ROOT=${root} -D OUTPUT=${output}
            -D "FILES=${ARGN}" -P ${REVISE_EMBED_SCRIPT}
    DEPENDS ${inputs} ${REVISE_EMBED_SCRIPT}
    COMMENT "embedding ${symbol}"
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
