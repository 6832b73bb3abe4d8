// write_calls FILE: writes the calls of all samples as C++, one function for each sample.

#include <fstream>
#include <iostream>

#include "calls/sample_calls.h"

using namespace revise::test;

int main(int argc, char** argv) try {
  if (argc != 2) throw std::runtime_error("usage: write_calls FILE");
  std::ofstream out(argv[1], std::ios::binary);
  out << "#include <revise/migration.h>\n\nusing namespace revise;\n\nnamespace {\n";
  std::size_t number = 0;
  for (const sample_call& sample : sample_calls()) {
    out << "\nvoid calls_" << number++ << "([[maybe_unused]] operations& op) {\n";
    for (const std::string& text : calls_of(sample.function, sample.kind).texts)
      out << text << '\n';
    out << "}\n";
  }
  out << "\n}  // namespace\n\nextern void (*const written_calls[])(operations&);\n"
         "void (*const written_calls[])(operations&) = {\n";
  for (std::size_t i = 0; i < number; ++i) out << "    calls_" << i << ",\n";
  out << "};\n";
  if (!out.flush()) throw std::runtime_error("cannot write");
} catch (const std::exception& problem) {
  std::cerr << "write_calls: " << problem.what() << '\n';
  return 1;
}
