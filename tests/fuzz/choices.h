#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

namespace weft {

// A stream of small decisions, read from bytes. Where the bytes are used up, every decision
// is 0; so what is made of them comes to an end if choice 0 is always the simplest.
class Choices {
 public:
  // The bytes outlive the choices.
  explicit Choices(std::span<const uint8_t> bytes) : bytes_(bytes) {}

  bool is_exhausted() const { return at_ == bytes_.size(); }
  void Exhaust() { at_ = bytes_.size(); }

  // A number below `n`, which is from 1 to 256.
  uint32_t Below(uint32_t n) { return is_exhausted() ? 0 : bytes_[at_++] % n; }
  bool OneIn(uint32_t n) { return Below(n) + 1 == n; }
  bool Flip() { return OneIn(2); }

  template <typename T>
  T Of(std::initializer_list<T> options) {
    return options.begin()[Below(static_cast<uint32_t>(options.size()))];
  }
  std::string_view Of(std::initializer_list<std::string_view> options) {
    return Of<std::string_view>(options);
  }

 private:
  std::span<const uint8_t> bytes_;
  size_t at_ = 0;
};

}  // namespace weft
