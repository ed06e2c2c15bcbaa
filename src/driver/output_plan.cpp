#include "driver/output_plan.h"

#include "driver/real_paths.h"

#include <filesystem>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace weft {
namespace {

namespace fs = std::filesystem;

std::string ReadLink(const std::string& path) {
  std::error_code error;
  return fs::read_symlink(path, error).string();
}

// True where `relative` names a file below a directory.
bool HasPlace(std::string_view relative) {
  return !relative.empty() && relative != "." && relative != "..";
}

}  // namespace

std::string Destination(const OutputPlan& plan, const FoundFile& file) {
  if (plan.mode == OutputMode::File) return plan.path;
  if (plan.mode == OutputMode::Directory) return JoinPath(plan.path, file.relative());
  if (!file.is_link) return file.path;
  std::error_code error;
  fs::path target = fs::canonical(file.path, error);
  return error ? file.path : target.string();
}

Problems CheckPlan(const OutputPlan& plan, std::span<const FoundFile> files) {
  Problems problems;
  bool writes = plan.mode == OutputMode::File || plan.mode == OutputMode::Directory ||
                plan.mode == OutputMode::InPlace;
  if (!writes) return problems;
  RealPaths real_paths;
  std::unordered_map<std::string, const FoundFile*> inputs;  // By real destination.
  for (const FoundFile& file : files) {
    if (plan.mode == OutputMode::Directory && !HasPlace(file.relative())) {
      problems.Report<ProblemId::NoPlaceInOutput>(file.path);
      continue;
    }
    std::string destination = Destination(plan, file);
    auto [at, is_new] = inputs.try_emplace(real_paths.Of(destination), &file);
    if (is_new) continue;
    problems.Report<ProblemId::OutputsCollide>(destination, at->second->path, file.path);
  }
  if (plan.mode == OutputMode::InPlace) return problems;
  for (const FoundFile& file : files) {
    if (file.is_stdin) continue;
    auto at = inputs.find(real_paths.Of(file.path));
    if (at == inputs.end()) continue;
    problems.Report<ProblemId::OutputIsInput>(file.path, at->second->path);
  }
  return problems;
}

void DropLinksInPlace(FoundFiles& found) {
  std::erase_if(found.files, [&](const FoundFile& file) {
    if (!file.is_link || file.is_explicit) return false;
    found.problems.Report<ProblemId::LinkNotInPlace>(file.path, ReadLink(file.path));
    return true;
  });
}

}  // namespace weft
