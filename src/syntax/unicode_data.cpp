#include "syntax/unicode_data.h"

#include "syntax/characters.h"
#include "syntax/unicode_tables.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <string>

namespace weft {
namespace {

using unicode_tables::CharacterRange;

bool IsIn(std::span<const CharacterRange> ranges, char32_t character, PythonVersion python) {
  auto behind = std::upper_bound(ranges.begin(), ranges.end(), character,
                                 [](char32_t c, const CharacterRange& r) { return c < r.first; });
  if (behind == ranges.begin()) {
    return false;
  }
  const CharacterRange& range = *(behind - 1);
  return character <= range.last && range.since <= python.minor;
}

constexpr std::string_view kHangul = "HANGUL SYLLABLE ";
constexpr std::string_view kIdeograph = "CJK UNIFIED IDEOGRAPH-";

constexpr std::array<std::string_view, 19> kLeads = {"G", "GG", "N", "D",  "DD", "R", "M",
                                                     "B", "BB", "S", "SS", "",   "J", "JJ",
                                                     "C", "K",  "T", "P",  "H"};
constexpr std::array<std::string_view, 21> kVowels = {"A",   "AE", "YA", "YAE", "EO", "E",  "YEO",
                                                      "YE",  "O",  "WA", "WAE", "OE", "YO", "U",
                                                      "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
constexpr std::array<std::string_view, 28> kTails = {
    "",   "G",  "GG", "GS", "N",  "NJ", "NH", "D",  "L", "LG", "LM", "LB", "LS", "LT",
    "LP", "LH", "M",  "B",  "BS", "S",  "SS", "NG", "J", "C",  "K",  "T",  "P",  "H"};

// The index of the longest syllable part that `text` begins with; takes it away.
template <size_t kSize>
std::optional<size_t> TakeLongest(const std::array<std::string_view, kSize>& parts,
                                  std::string_view& text) {
  std::optional<size_t> best;
  for (size_t i = 0; i < kSize; ++i) {
    if (text.starts_with(parts[i]) && (!best || parts[i].size() > parts[*best].size())) {
      best = i;
    }
  }
  if (best) {
    text.remove_prefix(parts[*best].size());
  }
  return best;
}

std::optional<char32_t> FindSyllable(std::string_view name) {
  std::optional<size_t> lead = TakeLongest(kLeads, name);
  std::optional<size_t> vowel = TakeLongest(kVowels, name);
  std::optional<size_t> tail = TakeLongest(kTails, name);
  if (!lead || !vowel || !tail || !name.empty()) {
    return std::nullopt;
  }
  size_t offset = (*lead * kVowels.size() + *vowel) * kTails.size() + *tail;
  return U'\uAC00' + static_cast<char32_t>(offset);
}

std::optional<char32_t> FindIdeograph(std::string_view digits, PythonVersion python) {
  if (digits.size() != 4 && digits.size() != 5) {
    return std::nullopt;
  }
  char32_t character = 0;
  for (char digit : digits) {
    if (!IsDigit(digit) && (digit < 'A' || digit > 'F')) {
      return std::nullopt;
    }
    character =
        character * 16 + static_cast<char32_t>(IsDigit(digit) ? digit - '0' : digit - 'A' + 10);
  }
  return IsIn(unicode_tables::kIdeographs, character, python) ? std::optional(character)
                                                              : std::nullopt;
}

// Reads the names of one block in order.
class BlockReader {
 public:
  explicit BlockReader(size_t block) : at_(unicode_tables::kNames + kStarts[block]) {}

  void Next() {
    name_.resize(at_[0]);
    name_.append(reinterpret_cast<const char*>(at_) + 2, at_[1]);
    at_ += 2 + at_[1];
    packed_ = at_[0] | static_cast<uint32_t>(at_[1]) << 8 | static_cast<uint32_t>(at_[2]) << 16;
    at_ += 3;
  }
  const std::string& name() const { return name_; }
  char32_t character() const { return packed_ & 0x1FFFFF; }
  uint32_t since() const { return 8 + (packed_ >> 21); }

 private:
  static constexpr auto& kStarts = unicode_tables::kNameBlocks;

  const uint8_t* at_;
  std::string name_;
  uint32_t packed_ = 0;
};

std::string_view FirstNameOf(size_t block) {
  const uint8_t* start = unicode_tables::kNames + unicode_tables::kNameBlocks[block];
  return {reinterpret_cast<const char*>(start) + 2, start[1]};
}

}  // namespace

bool IsPrintable(char32_t character, PythonVersion python) {
  if (character < 0x7F) {
    return character >= ' ';
  }
  return IsIn(unicode_tables::kPrintable, character, python);
}

std::optional<char32_t> FindCharacterByName(std::string_view name, PythonVersion python) {
  // CPython compares these two prefixes case by case, and other names without regard to it.
  if (name.starts_with(kHangul)) {
    return FindSyllable(name.substr(kHangul.size()));
  }
  if (name.starts_with(kIdeograph)) {
    return FindIdeograph(name.substr(kIdeograph.size()), python);
  }
  std::string upper(name);
  for (char& c : upper) {
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  size_t low = 0;  // The last block whose first name is not behind `upper`.
  size_t high = std::size(unicode_tables::kNameBlocks);
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    (FirstNameOf(middle) <= upper ? low : high) = middle;
  }
  uint32_t num_names = std::min(
      unicode_tables::kNamesInBlock,
      unicode_tables::kNumNames - static_cast<uint32_t>(low) * unicode_tables::kNamesInBlock);
  BlockReader reader(low);
  for (uint32_t i = 0; i < num_names; ++i) {
    reader.Next();
    if (reader.name() == upper) {
      return reader.since() <= python.minor ? std::optional(reader.character()) : std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace weft
