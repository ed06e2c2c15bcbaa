#include "driver/ignore_chain.h"

#include "base/file_io.h"

#include <filesystem>
#include <system_error>

namespace weft {
namespace {

namespace fs = std::filesystem;

// The root of the repository that contains `directory`; empty where there is none.
fs::path RepositoryOf(const fs::path& directory) {
  for (fs::path at = directory;; at = at.parent_path()) {
    std::error_code error;
    if (fs::exists(fs::symlink_status(at / ".git", error))) return at;
    if (!at.has_relative_path()) return {};
  }
}

}  // namespace

IgnoreChain::Link IgnoreChain::ForRoot(const std::string& root) {
  fs::path repository = RepositoryOf(root);
  if (repository.empty() || repository == root) return {};
  Link chain;
  fs::path directory = repository;
  for (const fs::path& part : fs::path(root).lexically_relative(repository)) {
    chain = Enter(chain, directory.string());
    directory /= part;
    if (IsIgnored(chain, directory.native(), true)) return {};
  }
  return chain;
}

IgnoreChain::Link IgnoreChain::Enter(Link parent, const std::string& directory) {
  std::string path = directory + "/.gitignore";
  std::error_code error;
  // As git does, a link is not followed: it could lead out of the tree.
  if (!fs::is_regular_file(fs::symlink_status(path, error))) return parent;
  ReadResult file = ReadFile(path);
  if (file.error) return parent;
  files_.push_back({Gitignore(file.bytes), directory, parent});
  return {static_cast<ptrdiff_t>(files_.size()) - 1};
}

bool IgnoreChain::IsIgnored(Link chain, std::string_view path, bool is_directory) const {
  while (chain.index >= 0) {
    const File& file = files_[static_cast<size_t>(chain.index)];
    size_t prefix = file.directory == "/" ? 1 : file.directory.size() + 1;
    IgnoreVerdict verdict = file.rules.Match(path.substr(prefix), is_directory);
    if (verdict != IgnoreVerdict::Silent) return verdict == IgnoreVerdict::Ignored;
    chain = file.parent;
  }
  return false;
}

std::vector<std::string> IgnoreChain::paths() const {
  std::vector<std::string> paths;
  for (const File& file : files_) paths.push_back(file.directory + "/.gitignore");
  return paths;
}

}  // namespace weft
