#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace weft {

// Writes numbers of any width, bit after bit, as characters of base64 (RFC 4648, six bits
// each, the highest first), without padding.
class Base64Writer {
 public:
  void Bits(uint64_t value, unsigned width);  // width <= 64; the low bits of `value`.
  void Gamma(uint64_t value);  // Elias gamma of value + 1: small numbers take few bits.
  // The quotient by 2^shift in unary, then the rest; a long quotient is cut short by the
  // value itself.
  void Rice(uint32_t value, unsigned shift);

  std::string Finish();  // Fills up the last character.

  static size_t RiceWidth(uint32_t value, unsigned shift);

 private:
  std::string text_;
  uint64_t pending_ = 0;  // The last num_pending_ bits, not written yet.
  unsigned num_pending_ = 0;
};

// Reads what the writer wrote. After the end or a character that is none of base64's,
// is_good() is false and everything reads as 0.
class Base64Reader {
 public:
  explicit Base64Reader(std::string_view text) : text_(text) {}

  uint64_t Bits(unsigned width);
  uint64_t Gamma();
  uint32_t Rice(unsigned shift);

  bool is_good() const { return is_good_; }
  // True where less than a character is left, and nothing in it.
  bool IsAtEnd() const;

 private:
  bool Bit();
  bool Fill();

  std::string_view text_;
  size_t at_ = 0;
  uint32_t pending_ = 0;
  unsigned num_pending_ = 0;
  bool is_good_ = true;
};

bool IsBase64(char c);

}  // namespace weft
