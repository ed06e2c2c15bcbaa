#pragma once

#include <cstdint>
#include <string_view>

namespace weft {

inline constexpr uint64_t kHashSeed = 0xCBF29CE484222325;

// FNV-1a, 64 bits. The same on every machine and in every version: ids that leave the
// process are made of it. Chain calls to hash several strings; each ends in a separator.
constexpr uint64_t StableHash(std::string_view bytes, uint64_t hash = kHashSeed) {
  constexpr uint64_t kPrime = 0x100000001B3;
  for (char c : bytes) {
    hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
  }
  return (hash ^ 0xFF) * kPrime;
}

// Tells contents apart, eight bytes at a time: texts that differ in one place only never have
// the same sum, others by chance once in 2^64. The same on every machine and in every version.
uint64_t Checksum(std::string_view bytes);

}  // namespace weft
