#include "base/hash.h"

#include <bit>
#include <cstring>

namespace weft {
namespace {

// Each step maps sums one to one, so that a difference in one word lasts to the end.
uint64_t Add(uint64_t sum, uint64_t word) {
  constexpr uint64_t kOdd = 0x9E3779B97F4A7C15;  // 2^64 by the golden ratio.
  sum = (sum ^ word) * kOdd;
  return sum ^ sum >> 32;
}

}  // namespace

uint64_t Checksum(std::string_view bytes) {
  uint64_t sum = bytes.size();
  while (!bytes.empty()) {
    uint64_t word = 0;
    size_t size = bytes.size() < sizeof word ? bytes.size() : sizeof word;
    std::memcpy(&word, bytes.data(), size);
    if constexpr (std::endian::native == std::endian::big) {
      word = __builtin_bswap64(word);
    }
    sum = Add(sum, word);
    bytes.remove_prefix(size);
  }
  return sum;
}

}  // namespace weft
