#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace weft {

// Tells files apart whichever way they are named. Remembers directories, since files come
// in groups.
class RealPaths {
 public:
  // `path` with every symbolic link resolved but the last part: a link and its target are
  // two files. A directory that does not exist yet is taken as it is spelled.
  std::string Of(std::string_view path);

 private:
  std::unordered_map<std::string, std::string> directories_;
};

// A directory, which may not exist yet, with every symbolic link on its way resolved.
std::string RealDirectory(const std::string& path);

}  // namespace weft
