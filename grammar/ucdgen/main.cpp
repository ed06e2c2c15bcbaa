// Reads the Unicode Character Database and writes the tables that Weft needs of it:
// which characters Python's repr() shows as they are, and the names for `\N{...}`.

#include "ucdgen/database.h"
#include "ucdgen/emit.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace ucdgen {
namespace {

namespace fs = std::filesystem;

std::optional<std::string> ReadFile(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) {
    std::fprintf(stderr, "ucdgen: cannot read %s\n", path.c_str());
    return std::nullopt;
  }
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

int Run(const fs::path& folder, const fs::path& output) {
  std::optional<std::string> unicode_data = ReadFile(folder / "UnicodeData.txt");
  std::optional<std::string> name_aliases = ReadFile(folder / "NameAliases.txt");
  std::optional<std::string> derived_age = ReadFile(folder / "DerivedAge.txt");
  if (!unicode_data || !name_aliases || !derived_age) return 1;
  std::string error;
  std::optional<Database> database =
      ReadDatabase({*unicode_data, *name_aliases, *derived_age}, error);
  if (!database) {
    std::fprintf(stderr, "ucdgen: malformed line in %s\n", error.c_str());
    return 1;
  }
  fs::create_directories(output.parent_path());
  std::ofstream stream(output, std::ios::binary);
  stream << EmitTables(*database);
  stream.close();
  if (stream) return 0;
  std::fprintf(stderr, "ucdgen: cannot write %s\n", output.c_str());
  return 1;
}

}  // namespace
}  // namespace ucdgen

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: ucdgen FOLDER OUTPUT\n");
    return 2;
  }
  return ucdgen::Run(argv[1], argv[2]);
}
