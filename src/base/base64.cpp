#include "base/base64.h"

#include "base/assert.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

namespace weft {
namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr uint8_t kNoDigit = 64;

constexpr std::array<uint8_t, 256> MakeValues() {
  std::array<uint8_t, 256> values{};
  values.fill(kNoDigit);
  for (size_t i = 0; i < kDigits.size(); ++i) {
    values[static_cast<unsigned char>(kDigits[i])] = static_cast<uint8_t>(i);
  }
  return values;
}

constexpr std::array<uint8_t, 256> kValues = MakeValues();

// So many ones announce the value itself, in 32 bits.
constexpr uint32_t kMaxQuotient = 24;

}  // namespace

bool IsBase64(char c) {
  return kValues[static_cast<unsigned char>(c)] != kNoDigit;
}

void Base64Writer::Bits(uint64_t value, unsigned width) {
  if (width > 32) {
    Bits(value >> 32, width - 32);
    width = 32;
  }
  pending_ = pending_ << width | (value & ((uint64_t{1} << width) - 1));
  num_pending_ += width;
  while (num_pending_ >= 6) {
    num_pending_ -= 6;
    text_.push_back(kDigits[pending_ >> num_pending_ & 63]);
  }
}

void Base64Writer::Gamma(uint64_t value) {
  WEFT_ASSERT(value < UINT64_MAX / 2, "a number fits its code");
  auto width = static_cast<unsigned>(std::bit_width(value + 1));
  Bits(0, width - 1);
  Bits(value + 1, width);
}

size_t Base64Writer::RiceWidth(uint32_t value, unsigned shift) {
  uint32_t quotient = value >> shift;
  return quotient < kMaxQuotient ? quotient + 1 + shift : kMaxQuotient + 32;
}

void Base64Writer::Rice(uint32_t value, unsigned shift) {
  uint32_t quotient = value >> shift;
  if (quotient < kMaxQuotient) {
    Bits((uint64_t{2} << quotient) - 2, quotient + 1);
    Bits(value, shift);
  } else {
    Bits((uint64_t{1} << kMaxQuotient) - 1, kMaxQuotient);
    Bits(value, 32);
  }
}

std::string Base64Writer::Finish() {
  if (num_pending_ > 0) {
    Bits(0, 6 - num_pending_);
  }
  return std::move(text_);
}

bool Base64Reader::Fill() {
  if (at_ >= text_.size() || !IsBase64(text_[at_])) {
    is_good_ = false;
    num_pending_ = 0;
    return false;
  }
  pending_ = kValues[static_cast<unsigned char>(text_[at_++])];
  num_pending_ = 6;
  return true;
}

bool Base64Reader::Bit() {
  if (!is_good_ || (num_pending_ == 0 && !Fill())) {
    return false;
  }
  --num_pending_;
  return (pending_ >> num_pending_ & 1) != 0;
}

uint64_t Base64Reader::Bits(unsigned width) {
  uint64_t value = 0;
  while (width > 0 && is_good_) {
    if (num_pending_ == 0 && !Fill()) {
      return 0;
    }
    unsigned taken = std::min(width, num_pending_);
    num_pending_ -= taken;
    width -= taken;
    value = value << taken | (pending_ >> num_pending_ & ((1U << taken) - 1));
  }
  return is_good_ ? value : 0;
}

uint64_t Base64Reader::Gamma() {
  unsigned width = 0;
  while (is_good_ && !Bit()) {
    ++width;
  }
  if (width > 62) {
    is_good_ = false;
  }
  return is_good_ ? (uint64_t{1} << width | Bits(width)) - 1 : 0;
}

uint32_t Base64Reader::Rice(unsigned shift) {
  uint32_t quotient = 0;
  while (quotient < kMaxQuotient && Bit()) {
    ++quotient;
  }
  if (quotient == kMaxQuotient) {
    return static_cast<uint32_t>(Bits(32));
  }
  return quotient << shift | static_cast<uint32_t>(Bits(shift));
}

bool Base64Reader::IsAtEnd() const {
  return is_good_ && at_ == text_.size() && (pending_ & ((1U << num_pending_) - 1)) == 0;
}

}  // namespace weft
