#include "print/copied_runs.h"

#include <algorithm>

namespace weft {

std::vector<CopiedRun> ComposeRuns(std::span<const CopiedRun> first,
                                   std::span<const CopiedRun> second) {
  std::vector<CopiedRun> composed;
  composed.reserve(std::max(first.size(), second.size()));
  size_t i = 0;
  size_t j = 0;
  while (i < first.size() && j < second.size()) {
    // Both are about the text between.
    uint32_t begin = std::max(first[i].output, second[j].input);
    uint32_t end = std::min(first[i].output_end(), second[j].input_end());
    if (begin < end) {
      uint32_t output = second[j].output + (begin - second[j].input);
      uint32_t input = first[i].input + (begin - first[i].output);
      bool adjoins = !composed.empty() && composed.back().output_end() == output &&
                     composed.back().input_end() == input;
      if (adjoins) {
        composed.back().length += end - begin;
      } else {
        composed.push_back({output, input, end - begin});
      }
    }
    // Whichever ends first has said all; where both do, the other one is empty next time.
    if (first[i].output_end() <= second[j].input_end()) {
      ++i;
    } else {
      ++j;
    }
  }
  return composed;
}

uint32_t InputOffset(std::span<const CopiedRun> runs, uint32_t output, uint32_t input_size) {
  auto run = std::ranges::upper_bound(runs, output, {}, &CopiedRun::output_end);
  return run == runs.end() ? input_size
                           : run->input + (std::max(output, run->output) - run->output);
}

uint32_t OutputOffset(std::span<const CopiedRun> runs, uint32_t input, uint32_t output_size) {
  auto run = std::ranges::upper_bound(runs, input, {}, &CopiedRun::input_end);
  return run == runs.end() ? output_size : run->output + (std::max(input, run->input) - run->input);
}

}  // namespace weft
