#include "driver/config_search.h"

#include "driver/real_paths.h"
#include "driver/tree_walk.h"

#include "base/file_io.h"

#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

namespace weft {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFileName = "pyproject.toml";

// A path as messages name it: relative where it is below the current directory.
std::string ShownConfigPath(const std::string& path) {
  std::error_code error;
  std::string current = fs::current_path(error).string();
  bool is_below = !error && path != current && IsWithin(path, current);
  return is_below ? path.substr(current == "/" ? 1 : current.size() + 1) : path;
}

}  // namespace

const ConfigFile* ConfigSearch::Nearest(const std::string& directory, Problems& problems) {
  std::vector<std::string> asked;
  const ConfigFile* found = nullptr;
  Problems own;
  for (fs::path at = directory;; at = at.parent_path()) {
    if (auto known = nearest_.find(at.string()); known != nearest_.end()) {
      found = known->second;
      break;
    }
    asked.push_back(at.string());
    found = ReadIn(at.string(), own);
    bool is_root = at == at.parent_path();
    if (found != nullptr || is_root || own.has_errors()) break;
  }
  for (const std::string& path : asked) nearest_[path] = found;
  problems.Append(std::move(own));
  return found;
}

const ConfigFile* ConfigSearch::ReadIn(const std::string& directory, Problems& problems) {
  std::string path = JoinPath(directory, kFileName);
  std::error_code error;
  // A folder, a pipe or a dangling link of this name is no configuration.
  if (!fs::is_regular_file(path, error)) return nullptr;
  return Read(ShownConfigPath(path), directory, problems);
}

const ConfigFile* ConfigSearch::Named(const std::string& path, Problems& problems) {
  std::string directory = RealDirectory(fs::path(path).parent_path().string());
  const ConfigFile* file = Read(path, directory, problems);
  if (file == nullptr && !problems.has_errors()) problems.Report<ProblemId::ConfigMissing>(path);
  return file;
}

const ConfigFile* ConfigSearch::Read(const std::string& path, const std::string& directory,
                                     Problems& problems) {
  std::error_code error;
  if (fs::file_size(path, error) > kMaxConfigSize && !error) {
    problems.Report<ProblemId::ConfigTooLarge>(path, kMaxConfigSize >> 20);
    return nullptr;
  }
  ReadResult read = ReadFile(path);
  if (read.error) {
    problems.Report<ProblemId::CannotRead>(path, ErrorText(std::move(*read.error)));
    return nullptr;
  }
  paths_.push_back(path);
  std::optional<ConfigFile> file = ParseConfig(path, read.bytes, schema_, problems);
  if (!file) return nullptr;
  file->directory = directory;
  files_.push_back(std::make_unique<ConfigFile>(std::move(*file)));
  return files_.back().get();
}

}  // namespace weft
