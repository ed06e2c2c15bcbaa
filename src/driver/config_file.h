#pragma once

#include "driver/gitignore.h"
#include "driver/problems.h"

#include "base/line_column.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// How the value of a key is written.
enum class ConfigType : uint8_t {
  Flag,  // true or false
  Text,  // a string
  List,  // strings, or a single one
};

// A key that `[tool.weft]` may have. What it means is for the caller to know.
struct ConfigKey {
  std::string_view name;
  ConfigType type = ConfigType::Text;
  // What is wrong with one string; null where any will do.
  std::optional<std::string> (*check)(const std::string& value) = nullptr;
};

// What a configuration may say.
struct ConfigSchema {
  std::span<const ConfigKey> keys;
  // True for what is no key and an option all the same.
  bool (*is_option)(std::string_view name) = nullptr;  // Not null.
};

// One key with its value, checked.
struct ConfigEntry {
  size_t key = 0;    // Index into ConfigSchema::keys.
  LineColumn place;  // Of the key.
  bool is_on = false;
  std::vector<std::string> values;  // One of a Text.
};

// One of `[[tool.weft.overrides]]`.
struct ConfigOverride {
  Gitignore paths;  // Which files are meant; relative to the configuration's folder.
  std::vector<ConfigEntry> entries;
};

// `[tool.weft]` of one file.
struct ConfigFile {
  std::string path;       // As messages name it.
  std::string directory;  // Canonical; what its patterns start from.
  std::vector<ConfigEntry> entries;
  std::vector<ConfigOverride> overrides;  // In the file's order: a later one wins.
};

// What is wrong with a pattern of paths.
std::optional<std::string> CheckPathPattern(const std::string& pattern);

// Patterns of paths, each as a line of a `.gitignore`.
Gitignore PathPatterns(std::span<const std::string> patterns);

// True where one of `patterns`, as in a `.gitignore`, takes `path` or a folder that it is in.
// `path` is relative to what the patterns start from.
bool CoversPath(const Gitignore& patterns, std::string_view path);

// The largest file that is read as a configuration, in bytes.
inline constexpr uintmax_t kMaxConfigSize = 16 << 20;

// Reads the TOML `text` of a file that messages call `path`. Nothing where it has no table
// `[tool.weft]` or where something is wrong, which is reported with its place.
std::optional<ConfigFile> ParseConfig(const std::string& path, std::string_view text,
                                      const ConfigSchema& schema, Problems& problems);

}  // namespace weft
