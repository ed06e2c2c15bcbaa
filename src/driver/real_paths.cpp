#include "driver/real_paths.h"

#include <filesystem>
#include <system_error>

namespace weft {

namespace fs = std::filesystem;

std::string RealPaths::Of(std::string_view path) {
  size_t name_begin = path.find_last_of('/') + 1;
  std::string directory(path.substr(0, name_begin));
  if (directory.empty()) directory = ".";
  auto [at, is_new] = directories_.try_emplace(directory);
  if (is_new) at->second = RealDirectory(directory);
  std::string real = at->second;
  if (!real.ends_with('/')) real += '/';
  return real.append(path.substr(name_begin));
}

std::string RealDirectory(const std::string& path) {
  std::error_code error;
  fs::path absolute = fs::absolute(path, error);
  if (error) return path;
  fs::path real = fs::weakly_canonical(absolute, error);
  if (error) real = absolute.lexically_normal();
  std::string text = real.string();
  while (text.size() > 1 && text.ends_with('/')) text.pop_back();
  return text;
}

}  // namespace weft
