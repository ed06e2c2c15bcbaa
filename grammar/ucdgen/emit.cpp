#include "ucdgen/emit.h"

#include <iterator>
#include <string_view>

#include <fmt/format.h>

namespace ucdgen {
namespace {

constexpr size_t kBlockSize = 16;

void EmitRanges(std::string_view name, const std::vector<Range>& ranges, std::string& out) {
  auto to = std::back_inserter(out);
  fmt::format_to(to, "inline constexpr CharacterRange {}[] = {{\n", name);
  for (const Range& range : ranges) {
    fmt::format_to(to, "    {{0x{:X}, 0x{:X}, {}}},\n", range.first, range.last, range.since);
  }
  out += "};\n\n";
}

size_t CommonPrefix(std::string_view a, std::string_view b) {
  size_t i = 0;
  while (i < a.size() && i < b.size() && a[i] == b[i]) ++i;
  return i;
}

}  // namespace

std::string EmitTables(const Database& database) {
  std::string out =
      "// Written by ucdgen from the Unicode Character Database. Do not edit.\n\n"
      "#pragma once\n\n"
      "#include <cstdint>\n\n"
      "namespace weft::unicode_tables {\n\n"
      "// Code points, with the minor version of the first Python 3 that knows them.\n"
      "struct CharacterRange {\n"
      "  char32_t first;\n"
      "  char32_t last;\n"
      "  uint8_t since;\n"
      "};\n\n";
  EmitRanges("kPrintable", database.printable, out);
  EmitRanges("kIdeographs", database.ideographs, out);

  std::string bytes;
  std::vector<size_t> blocks;
  std::string_view previous;
  for (size_t i = 0; i < database.names.size(); ++i) {
    const Name& name = database.names[i];
    if (i % kBlockSize == 0) {
      blocks.push_back(bytes.size());
      previous = "";
    }
    size_t shared = CommonPrefix(previous, name.text);
    bytes.push_back(static_cast<char>(shared));
    bytes.push_back(static_cast<char>(name.text.size() - shared));
    bytes += name.text.substr(shared);
    uint32_t packed = name.code_point | (static_cast<uint32_t>(name.since - 8) << 21);
    for (int shift = 0; shift < 24; shift += 8) {
      bytes.push_back(static_cast<char>((packed >> shift) & 0xFF));
    }
    previous = name.text;
  }
  auto to = std::back_inserter(out);
  fmt::format_to(to,
                 "// Names in order, {} to a block. Each: the length of what it shares with the\n"
                 "// name before it in the block, the length of the rest, the rest, and three\n"
                 "// bytes: the code point, and in the upper 3 bits the first Python less 8.\n"
                 "inline constexpr uint32_t kNumNames = {};\n"
                 "inline constexpr uint32_t kNamesInBlock = {};\n",
                 kBlockSize, database.names.size(), kBlockSize);
  out += "inline constexpr uint32_t kNameBlocks[] = {";
  for (size_t i = 0; i < blocks.size(); ++i) {
    fmt::format_to(to, "{}{},", i % 12 == 0 ? "\n    " : " ", blocks[i]);
  }
  out += "\n};\ninline constexpr uint8_t kNames[] = {";
  for (size_t i = 0; i < bytes.size(); ++i) {
    fmt::format_to(to, "{}{},", i % 24 == 0 ? "\n    " : "", static_cast<uint8_t>(bytes[i]));
  }
  out += "\n};\n\n}  // namespace weft::unicode_tables\n";
  return out;
}

}  // namespace ucdgen
