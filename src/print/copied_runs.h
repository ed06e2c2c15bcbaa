#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace weft {

// Bytes of the input that stand unchanged in the output. A text that was made of another is
// known by its runs, in order; neither their inputs nor their outputs overlap.
struct CopiedRun {
  uint32_t output;  // Offset there.
  uint32_t input;   // Offset there.
  uint32_t length;  // > 0

  uint32_t output_end() const { return output + length; }
  uint32_t input_end() const { return input + length; }

  friend bool operator==(const CopiedRun&, const CopiedRun&) = default;
};

// The runs of a text that was made in two steps: `first` from the input to the text between,
// `second` from that to the output.
std::vector<CopiedRun> ComposeRuns(std::span<const CopiedRun> first,
                                   std::span<const CopiedRun> second);

// Where the byte at `output` came from; for what was inserted, where the next byte that was
// copied came from, or `input_size` where none follows.
uint32_t InputOffset(std::span<const CopiedRun> runs, uint32_t output, uint32_t input_size);

// Where the byte at `input` went; for what is gone, where the next byte that was kept went,
// or `output_size` where none follows.
uint32_t OutputOffset(std::span<const CopiedRun> runs, uint32_t input, uint32_t output_size);

}  // namespace weft
