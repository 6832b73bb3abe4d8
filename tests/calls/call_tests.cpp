// Checks that the calls written by write_calls record what the samples record.

#include <iostream>

#include "calls/sample_calls.h"

using namespace revise;
using namespace revise::test;

extern void (*const written_calls[])(operations&);

namespace {

// The number of samples whose written calls record something else.
int check_samples() {
  int wrong = 0;
  std::size_t number = 0;
  std::size_t calls = 0;
  for (const sample_call& sample : sample_calls()) {
    const recorded_calls given = calls_of(sample.function, sample.kind);
    const recorded_calls back = calls_of(written_calls[number++], sample.kind);
    calls += given.texts.size();
    if (given.operations == back.operations && given.rows == back.rows) continue;
    ++wrong;
    std::cout << "not what it was: " << sample.title << '\n';
    for (std::size_t i = 0; i < given.operations.size(); ++i) {
      if (i < back.operations.size() && given.operations[i] == back.operations[i]) continue;
      if (i < given.texts.size()) std::cout << given.texts[i] << '\n';
    }
  }
  std::cout << number << " samples, " << calls << " calls, " << wrong << " wrong\n";
  return wrong + (calls > 1000 ? 0 : 1);
}

}  // namespace

int main() try { return check_samples() == 0 ? 0 : 1; } catch (const std::exception& problem) {
  std::cerr << "call_tests: " << problem.what() << '\n';
  return 1;
}
