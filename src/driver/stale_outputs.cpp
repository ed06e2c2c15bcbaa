#include "driver/stale_outputs.h"

#include "driver/output.h"

#include "base/file_io.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <string_view>
#include <system_error>

#include <fmt/format.h>

namespace weft {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRecordName = ".weft-outputs";
constexpr uint32_t kRecordMode = 0644;

// Names are separated by NUL, the one byte that no name holds.
std::vector<std::string> ReadRecord(const std::string& path) {
  std::vector<std::string> names;
  ReadResult record = ReadFile(path);
  std::string_view rest = record.bytes;
  while (!rest.empty()) {
    size_t end = std::min(rest.find('\0'), rest.size());
    names.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  std::ranges::sort(names);
  return names;
}

std::string RecordText(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text.append(name).push_back('\0');
  return text;
}

// True if `relative` names something below the directory without passing a link on the
// way; a damaged record must not delete anything elsewhere.
bool StaysInside(const fs::path& directory, const std::string& relative) {
  fs::path path(relative);
  if (relative.empty() || path.is_absolute()) return false;
  fs::path at = directory;
  for (const fs::path& part : path.parent_path()) {
    std::error_code error;
    at /= part;
    if (part == ".." || !fs::is_directory(fs::symlink_status(at, error))) return false;
  }
  return path.filename() != ".." && path.has_filename();
}

// Removes the directories that became empty.
void RemoveEmptyParents(const fs::path& directory, const std::string& relative) {
  std::error_code error;
  for (fs::path at = fs::path(relative).parent_path(); !at.empty(); at = at.parent_path()) {
    if (!fs::remove(directory / at, error)) return;
  }
}

}  // namespace

size_t DeleteStaleOutputs(const std::string& directory, std::vector<std::string> outputs,
                          Problems& problems) {
  std::string record_path = directory + "/" + std::string(kRecordName);
  std::ranges::sort(outputs);
  std::vector<std::string> stale;
  std::ranges::set_difference(ReadRecord(record_path), outputs, std::back_inserter(stale));
  size_t num_deleted = 0;
  for (const std::string& relative : stale) {
    if (!StaysInside(directory, relative)) continue;
    std::string path = fmt::format("{}/{}", directory, relative);
    std::error_code error;
    fs::file_status status = fs::symlink_status(path, error);
    if (!fs::is_regular_file(status) && !fs::is_symlink(status)) continue;
    if (fs::remove(path, error)) {
      ++num_deleted;
      RemoveEmptyParents(directory, relative);
    } else if (error) {
      problems.Report<ProblemId::CannotDelete>(path, ErrorText(error));
      outputs.push_back(relative);
    }
  }
  std::ranges::sort(outputs);
  WriteOutput(record_path, RecordText(outputs), kRecordMode, problems);
  return num_deleted;
}

}  // namespace weft
