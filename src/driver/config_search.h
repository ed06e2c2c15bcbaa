#pragma once

#include "driver/config_file.h"
#include "driver/problems.h"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace weft {

// Finds and reads the configurations of a run, each once.
class ConfigSearch {
 public:
  // `schema` outlives the search.
  explicit ConfigSearch(const ConfigSchema& schema) : schema_(schema) {}

  // `[tool.weft]` of the nearest `pyproject.toml` that has one, in `directory`, which is
  // canonical, or above. Null where there is none, or where it is wrong, which is reported.
  const ConfigFile* Nearest(const std::string& directory, Problems& problems);

  // `[tool.weft]` of the very file `path`. Null where it is wrong, or has none.
  const ConfigFile* Named(const std::string& path, Problems& problems);

  // Every file that was read, also those without a `[tool.weft]`, as messages name them.
  const std::vector<std::string>& paths() const { return paths_; }

 private:
  const ConfigFile* Read(const std::string& path, const std::string& directory, Problems& problems);
  const ConfigFile* ReadIn(const std::string& directory, Problems& problems);

  const ConfigSchema& schema_;
  std::unordered_map<std::string, const ConfigFile*> nearest_;  // By directory; null for none.
  std::vector<std::unique_ptr<ConfigFile>> files_;
  std::vector<std::string> paths_;
};

}  // namespace weft
