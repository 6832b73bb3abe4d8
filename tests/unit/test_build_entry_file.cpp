#include "build/entry_file.h"

#include <doctest/doctest.h>

namespace test_build_entry_file {

using namespace revise::tool;

TEST_CASE("the assembler file has the tables that the entry refers to") {
  CHECK(source_table_text(
            {{.compiled_as = "/v/a.cpp", .path = "/v/a.cpp", .hash = "1:ab"},
             {.compiled_as = "links/./0f.cpp", .path = "/v/\"\\?\n\xff.cpp", .hash = ""}},
            {"/v/./a.cpp"}) ==
        "/* Written by revise; changes are overwritten. */\n"
        "  .section .rodata,\"a\",%progbits\n"
        "  .globl revise_source_hashes\n"
        "  .hidden revise_source_hashes\n"
        "revise_source_hashes:\n"
        "  .asciz \"1:ab\"\n"
        "  .asciz \"\"\n"
        ".Lp0: .asciz \"/v/a.cpp\"\n"
        ".Lp1: .asciz \"/v/\\042\\134\\077\\012\\377.cpp\"\n"
        ".Lc1: .asciz \"links/./0f.cpp\"\n"
        ".Ls0: .asciz \"/v/./a.cpp\"\n"
        "  .balign 8\n"
        "  .globl revise_source_count\n"
        "  .hidden revise_source_count\n"
        "revise_source_count:\n"
        "  .dc.a 2\n"
        "  .globl revise_superseded_count\n"
        "  .hidden revise_superseded_count\n"
        "revise_superseded_count:\n"
        "  .dc.a 1\n"
        "  .section .data.rel.ro,\"aw\",%progbits\n"
        "  .balign 8\n"
        "  .globl revise_sources\n"
        "  .hidden revise_sources\n"
        "revise_sources:\n"
        "  .dc.a .Lp0, .Lp0\n"
        "  .dc.a .Lc1, .Lp1\n"
        "  .globl revise_superseded\n"
        "  .hidden revise_superseded\n"
        "revise_superseded:\n"
        "  .dc.a .Ls0\n"
        "  .dc.a 0\n"
        "  .section .note.GNU-stack,\"\",%progbits\n");
}

}  // namespace test_build_entry_file
