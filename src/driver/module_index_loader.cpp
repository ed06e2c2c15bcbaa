#include "driver/module_index_loader.h"

#include "driver/module_name.h"

#include "base/file_io.h"
#include "syntax/parse.h"
#include "syntax/scopes.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace weft {
namespace {

constexpr std::string_view kPackageFile = "__init__.py";

bool IsPackageFile(const FoundFile& file) {
  return file.kind == FileKind::Python && !file.is_stdin &&
         (file.path == kPackageFile || file.path.ends_with("/__init__.py"));
}

class IndexLoader {
 public:
  IndexLoader(std::span<const FoundFile> files, ModuleIndex& index)
      : files_(files), index_(index) {}

  void Run() {
    for (const FoundFile& file : files_) {
      if (!IsPackageFile(file)) continue;
      std::string module = ModuleName(file);
      if (module.empty()) continue;
      std::string_view path = file.path;
      folders_.emplace(module, path.substr(0, path.size() - kPackageFile.size()));
      Load(file, module, true);
    }
    std::set<std::string> tried;
    for (bool is_done = false; !is_done;) {
      is_done = true;
      for (const std::string& module : index_.MissingStarTargets()) {
        if (!tried.insert(module).second) continue;
        is_done = false;
        if (const FoundFile* file = FileOf(module)) Load(*file, module, false);
      }
    }
    index_.Finish();
  }

 private:
  void Load(const FoundFile& file, const std::string& module, bool is_package) {
    ReadResult read = ReadFile(file.path);
    if (read.error) return;
    Diagnostics diagnostics;
    SourceFile source = SourceFile::Decode(file.path, std::move(read.bytes), diagnostics);
    if (!source.is_readable()) return;
    if (std::optional<Tree> tree = Parse(source, diagnostics)) {
      index_.Add(module, is_package, Scopes::Analyze(*tree));
    }
  }

  // The file of a module that lies directly in one of the packages.
  const FoundFile* FileOf(const std::string& module) const {
    size_t dot = module.rfind('.');
    if (dot == std::string::npos) return nullptr;
    auto folder = folders_.find(module.substr(0, dot));
    if (folder == folders_.end()) return nullptr;
    std::string path = folder->second + module.substr(dot + 1) + ".py";
    auto file = std::ranges::lower_bound(files_, path, {}, &FoundFile::path);
    return file != files_.end() && file->path == path ? &*file : nullptr;
  }

  std::span<const FoundFile> files_;
  ModuleIndex& index_;
  std::unordered_map<std::string, std::string> folders_;  // With a `/` at the end.
};

}  // namespace

void LoadModuleIndex(std::span<const FoundFile> files, ModuleIndex& index) {
  IndexLoader(files, index).Run();
}

}  // namespace weft
