#include "driver/module_name.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <string_view>
#include <system_error>

namespace weft {
namespace {

namespace fs = std::filesystem;

// Good enough to keep `lib-dynload` and `2to3` out of dotted names.
bool CanBeImported(std::string_view part) {
  auto is_word = [](unsigned char c) { return c >= 0x80 || c == '_' || std::isalnum(c) != 0; };
  return !part.empty() && std::isdigit(static_cast<unsigned char>(part[0])) == 0 &&
         std::ranges::all_of(part, is_word);
}

bool IsPackage(const fs::path& directory) {
  std::error_code error;
  return fs::is_regular_file(directory / "__init__.py", error);
}

// The file's path, without its suffix, from the directory on that its imports begin at.
fs::path ImportPath(const FoundFile& file) {
  std::error_code error;
  fs::path path = fs::absolute(file.path, error).lexically_normal();
  fs::path import_path = path.stem();
  fs::path directory = path.parent_path();
  bool is_in_package = IsPackage(directory);
  for (; directory.has_filename() && IsPackage(directory); directory = directory.parent_path()) {
    import_path = directory.filename() / import_path;
  }
  if (is_in_package || file.is_explicit) return import_path;
  return fs::path(file.relative()).replace_extension();
}

}  // namespace

std::string ModuleName(const FoundFile& file) {
  fs::path import_path = ImportPath(file);
  if (import_path.filename() == "__init__") import_path = import_path.parent_path();
  std::string name;
  for (const fs::path& part : import_path) {
    if (!CanBeImported(part.native())) return "";
    if (!name.empty()) name += '.';
    name += part.native();
  }
  return name;
}

}  // namespace weft
