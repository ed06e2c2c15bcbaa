#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ucdgen {

// The code points [first, last], with the minor version of the first Python 3 from 3.8 on
// whose Unicode has them.
struct Range {
  uint32_t first;
  uint32_t last;
  uint8_t since;
};

// A name or an alias, in capitals. `since` is that of the character.
struct Name {
  std::string text;
  uint32_t code_point;
  uint8_t since;
};

struct Database {
  std::vector<Range> printable;   // As str.isprintable; in order.
  std::vector<Range> ideographs;  // Named by their number; in order.
  std::vector<Name> names;        // In order of text.
};

// The files of the database, each as one string.
struct Files {
  std::string unicode_data;  // UnicodeData.txt
  std::string name_aliases;  // NameAliases.txt
  std::string derived_age;   // DerivedAge.txt
};

// Nothing where a line is malformed; then `error` says which.
std::optional<Database> ReadDatabase(const Files& files, std::string& error);

}  // namespace ucdgen
