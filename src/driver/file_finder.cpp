#include "driver/file_finder.h"

#include "driver/real_paths.h"

#include <algorithm>
#include <filesystem>
#include <unordered_set>
#include <utility>

namespace weft {
namespace {

namespace fs = std::filesystem;

// Where below an output directory a file named on the command line goes: as it was named,
// unless that leads upwards or to the root.
uint32_t ExplicitRelativeBegin(std::string_view path) {
  bool is_plain = !path.starts_with('/') && path != ".." && !path.starts_with("../") &&
                  path.find("/../") == std::string_view::npos && !path.ends_with("/..");
  if (is_plain) return 0;
  return static_cast<uint32_t>(path.find_last_of('/') + 1);
}

FoundFile ExplicitFile(std::string path) {
  FoundFile file;
  file.path = std::move(path);
  file.relative_begin = ExplicitRelativeBegin(file.path);
  file.is_explicit = true;
  std::error_code error;
  file.is_link = fs::is_symlink(fs::symlink_status(file.path, error));
  return file;
}

void FindArgument(const std::string& argument, const WalkOptions& options,
                  const std::string& stdin_name, FoundFiles& found) {
  if (argument == "-") {
    FoundFile file = ExplicitFile(stdin_name);
    file.is_stdin = true;
    file.is_link = false;
    found.files.push_back(std::move(file));
    return;
  }
  std::error_code error;
  // As given: with a slash at its end, a file is no directory and not there.
  fs::file_status status = fs::status(argument, error);
  if (error || status.type() == fs::file_type::not_found) {
    if (!error) error = std::make_error_code(std::errc::no_such_file_or_directory);
    found.problems.Report<ProblemId::CannotOpen>(argument, ErrorText(error));
  } else if (status.type() == fs::file_type::directory) {
    WalkTree(NormalizePath(argument), options, found);
  } else {
    found.files.push_back(ExplicitFile(NormalizePath(argument)));
  }
}

// Keeps the first of several names.
void DropRepeated(std::vector<FoundFile>& files) {
  RealPaths real_paths;
  std::unordered_set<std::string> seen;
  std::erase_if(files, [&](const FoundFile& file) {
    return !seen.insert(file.is_stdin ? "-" : real_paths.Of(file.path)).second;
  });
}

}  // namespace

FoundFiles FindFiles(const std::vector<std::string>& paths, const WalkOptions& options,
                     const std::string& stdin_name) {
  FoundFiles found;
  for (const std::string& path : paths) FindArgument(path, options, stdin_name, found);
  if (paths.size() > 1) DropRepeated(found.files);
  std::ranges::stable_sort(found.files, {}, &FoundFile::path);
  std::ranges::sort(found.directories);
  std::ranges::sort(found.gitignores);
  found.problems.SortByPath();
  return found;
}

std::string NormalizePath(std::string_view path) {
  std::string normal(path.starts_with('/') ? "/" : "");
  while (!path.empty()) {
    size_t end = std::min(path.find('/'), path.size());
    std::string_view part = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (part.empty() || part == ".") continue;
    if (!normal.empty() && !normal.ends_with('/')) normal += '/';
    normal += part;
  }
  return normal.empty() ? "." : normal;
}

}  // namespace weft
