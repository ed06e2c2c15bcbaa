#include "ucdgen/database.h"

#include <algorithm>
#include <charconv>
#include <string_view>

namespace ucdgen {
namespace {

constexpr uint32_t kNumCodePoints = 0x110000;
constexpr uint8_t kNever = UINT8_MAX;

// What Unicode 15.1 added to 15.0, for a system whose files are those of 15.0. Python 3.13
// has 15.1.
constexpr Range kAddedIdeographs = {0x2EBF0, 0x2EE5D, 13};

struct Added {
  uint32_t code_point;
  std::string_view name;
};

constexpr Added kAddedSymbols[] = {
    {0x2FFC, "IDEOGRAPHIC DESCRIPTION CHARACTER SURROUND FROM RIGHT"},
    {0x2FFD, "IDEOGRAPHIC DESCRIPTION CHARACTER SURROUND FROM LOWER RIGHT"},
    {0x2FFE, "IDEOGRAPHIC DESCRIPTION CHARACTER HORIZONTAL REFLECTION"},
    {0x2FFF, "IDEOGRAPHIC DESCRIPTION CHARACTER ROTATION"},
    {0x31EF, "IDEOGRAPHIC DESCRIPTION CHARACTER SUBTRACTION"},
};

std::string_view Trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

// The fields of each line that is no comment, separated by semicolons.
std::vector<std::vector<std::string_view>> ReadLines(std::string_view text) {
  std::vector<std::vector<std::string_view>> lines;
  while (!text.empty()) {
    size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    line = Trim(line.substr(0, line.find('#')));
    if (line.empty()) continue;
    std::vector<std::string_view>& fields = lines.emplace_back();
    for (;;) {
      size_t semicolon = line.find(';');
      fields.push_back(Trim(line.substr(0, semicolon)));
      if (semicolon == std::string_view::npos) break;
      line.remove_prefix(semicolon + 1);
    }
  }
  return lines;
}

std::optional<uint32_t> ReadCodePoint(std::string_view text) {
  uint32_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  if (error != std::errc() || end != text.data() + text.size() || value >= kNumCodePoints) {
    return std::nullopt;
  }
  return value;
}

// The Unicode version of each Python is in its makeunicodedata.py; here by Unicode version.
uint8_t PythonOf(std::string_view age) {
  int major = 0;
  auto [dot, error] = std::from_chars(age.data(), age.data() + age.size(), major);
  if (error != std::errc()) return kNever;
  std::string_view minor = age.substr(static_cast<size_t>(dot - age.data()));
  if (major <= 12) return 8;   // 12.1
  if (major == 13) return 9;   // 13.0, 3.10 as well
  if (major == 14) return 11;  // 14.0
  if (major == 15) return minor == ".0" ? 12 : 13;
  return major == 16 ? 14 : 15;
}

bool ReadAges(std::string_view text, std::vector<uint8_t>& ages, std::string& error) {
  ages.assign(kNumCodePoints, kNever);
  for (const auto& fields : ReadLines(text)) {
    size_t dots = fields[0].find("..");
    std::optional<uint32_t> first = ReadCodePoint(fields[0].substr(0, dots));
    std::optional<uint32_t> last =
        dots == std::string_view::npos ? first : ReadCodePoint(fields[0].substr(dots + 2));
    if (fields.size() != 2 || !first || !last) {
      error = "DerivedAge.txt: " + std::string(fields[0]);
      return false;
    }
    std::fill(ages.begin() + *first, ages.begin() + *last + 1, PythonOf(fields[1]));
  }
  return true;
}

// str.isprintable: all but separators and others, and the blank.
bool IsPrintable(std::string_view category, uint32_t code_point) {
  return code_point == ' ' || (category[0] != 'C' && category[0] != 'Z');
}

// Appends [first, last] in pieces of one age, and makes neighbours one.
void Append(uint32_t first, uint32_t last, const std::vector<uint8_t>& ages,
            std::vector<Range>& ranges) {
  for (uint32_t c = first; c <= last; ++c) {
    if (!ranges.empty() && ranges.back().last + 1 == c && ranges.back().since == ages[c]) {
      ranges.back().last = c;
    } else {
      ranges.push_back({c, c, ages[c]});
    }
  }
}

void AddMissing(std::vector<uint8_t>& ages, Database& database) {
  if (ages[kAddedIdeographs.first] == kNever) {
    std::fill(ages.begin() + kAddedIdeographs.first, ages.begin() + kAddedIdeographs.last + 1,
              kAddedIdeographs.since);
    database.printable.push_back(kAddedIdeographs);
    database.ideographs.push_back(kAddedIdeographs);
  }
  for (const Added& added : kAddedSymbols) {
    if (ages[added.code_point] == kNever) {
      ages[added.code_point] = kAddedIdeographs.since;
      database.printable.push_back({added.code_point, added.code_point, kAddedIdeographs.since});
      database.names.push_back({std::string(added.name), added.code_point, kAddedIdeographs.since});
    }
  }
}

}  // namespace

std::optional<Database> ReadDatabase(const Files& files, std::string& error) {
  std::vector<uint8_t> ages;
  if (!ReadAges(files.derived_age, ages, error)) return std::nullopt;
  Database database;
  AddMissing(ages, database);
  uint32_t first = 0;  // Of a range of two lines.
  for (const auto& fields : ReadLines(files.unicode_data)) {
    std::optional<uint32_t> last = ReadCodePoint(fields[0]);
    if (!last || fields.size() < 3 || fields[2].size() != 2) {
      error = "UnicodeData.txt: " + std::string(fields[0]);
      return std::nullopt;
    }
    std::string_view name = fields[1];
    if (name.ends_with(", First>")) {
      first = *last;
      continue;
    }
    bool is_range = name.ends_with(", Last>");
    if (!is_range) first = *last;
    if (IsPrintable(fields[2], first)) Append(first, *last, ages, database.printable);
    if (is_range && name.starts_with("<CJK Ideograph")) {
      Append(first, *last, ages, database.ideographs);
    } else if (!name.starts_with("<")) {
      database.names.push_back({std::string(name), first, ages[first]});
    }
  }
  for (const auto& fields : ReadLines(files.name_aliases)) {
    std::optional<uint32_t> code_point = ReadCodePoint(fields[0]);
    if (!code_point || fields.size() != 3) {
      error = "NameAliases.txt: " + std::string(fields[0]);
      return std::nullopt;
    }
    database.names.push_back({std::string(fields[1]), *code_point, ages[*code_point]});
  }
  auto is_before = [](const Range& a, const Range& b) { return a.first < b.first; };
  std::sort(database.printable.begin(), database.printable.end(), is_before);
  std::sort(database.ideographs.begin(), database.ideographs.end(), is_before);
  std::sort(database.names.begin(), database.names.end(),
            [](const Name& a, const Name& b) { return a.text < b.text; });
  return database;
}

}  // namespace ucdgen
