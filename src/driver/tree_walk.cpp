#include "driver/tree_walk.h"

#include "driver/directory_entries.h"
#include "driver/ignore_chain.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

namespace weft {
namespace {

namespace fs = std::filesystem;

bool IsPythonName(std::string_view name) {
  return name.size() > 3 && name.ends_with(".py");
}

bool IsVanished(std::error_code error) {
  return error == std::errc::no_such_file_or_directory;
}

// One walk. Directories wait on a stack, so that depth costs no recursion.
class Walker {
 public:
  Walker(const std::string& root, const WalkOptions& options, FoundFiles& found)
      : root_(root), options_(options), found_(found) {}

  void Run();

 private:
  struct Directory {
    std::string relative;
    IgnoreChain::Link ignores;
  };
  struct SymbolicLink {
    std::string relative;
    std::string target;  // Canonical.
    bool is_directory;
  };

  // A path below the root as the system and .gitignore see it, and as messages name it.
  std::string RealPath(std::string_view relative) const;
  std::string ShownPath(std::string_view relative) const;
  std::string_view BelowRoot(std::string_view real_path) const;
  bool IsWanted(std::string_view name) const { return options_.wants_others || IsPythonName(name); }

  void List(const Directory& directory);
  void Take(const Directory& directory, const DirectoryEntry& entry);
  void TakeLink(const std::string& relative);
  void AddFile(const std::string& relative, FileKind kind);
  void PlaceLinks();
  void PlaceLinkToDirectory(const SymbolicLink& link);
  void PlaceLinkToFile(const SymbolicLink& link);
  void AddLink(const SymbolicLink& link);
  bool IsTaken(std::string_view target) const;
  bool HasTakenBelow(std::string_view target) const;
  void ReportIfEmpty();

  const std::string& root_;
  const WalkOptions& options_;
  FoundFiles& found_;
  std::string real_root_;
  IgnoreChain ignores_;
  std::vector<Directory> pending_;
  std::vector<FoundFile> files_;
  std::vector<SymbolicLink> links_;
  std::vector<std::string> taken_;  // The relative paths of files_ before links were placed.
  size_t num_ignored_ = 0;
};

std::string Walker::RealPath(std::string_view relative) const {
  return relative.empty() ? real_root_ : JoinPath(real_root_, relative);
}

std::string Walker::ShownPath(std::string_view relative) const {
  return relative.empty() ? root_ : JoinPath(root_, relative);
}

std::string_view Walker::BelowRoot(std::string_view real_path) const {
  return real_path.substr(real_root_ == "/" ? 1 : real_root_.size() + 1);
}

void Walker::Run() {
  std::error_code error;
  real_root_ = fs::canonical(root_, error).string();
  if (error) {
    found_.problems.Report<ProblemId::CannotOpen>(root_, ErrorText(error));
    return;
  }
  if (real_root_ == options_.excluded_directory) {
    found_.problems.Report<ProblemId::OutputIsTree>(root_);
    return;
  }
  pending_.push_back(
      {"", options_.use_gitignore ? ignores_.ForRoot(real_root_) : IgnoreChain::Link{}});
  while (!pending_.empty()) {
    Directory directory = std::move(pending_.back());
    pending_.pop_back();
    if (options_.use_gitignore) {
      directory.ignores = ignores_.Enter(directory.ignores, RealPath(directory.relative));
    }
    List(directory);
  }
  PlaceLinks();
  ReportIfEmpty();
  std::ranges::sort(files_, {}, &FoundFile::path);
  std::ranges::move(files_, std::back_inserter(found_.files));
  for (const std::string& path : ignores_.paths()) {
    bool is_inside = IsWithin(path, real_root_);
    found_.gitignores.push_back(is_inside ? ShownPath(BelowRoot(path)) : path);
  }
}

void Walker::List(const Directory& directory) {
  std::string shown = ShownPath(directory.relative);
  std::error_code error;
  std::vector<DirectoryEntry> entries = ListDirectory(RealPath(directory.relative), error);
  for (const DirectoryEntry& entry : entries) Take(directory, entry);
  if (!error) {
    found_.directories.push_back(std::move(shown));
  } else if (IsVanished(error) && !directory.relative.empty()) {
    found_.problems.Report<ProblemId::Vanished>(std::move(shown));
  } else {
    found_.problems.Report<ProblemId::CannotList>(std::move(shown), ErrorText(error));
  }
}

void Walker::Take(const Directory& directory, const DirectoryEntry& entry) {
  if (entry.name.starts_with('.')) return;
  bool is_directory = entry.type == EntryType::Directory;
  if (is_directory && entry.name == "__pycache__") return;
  if (!is_directory && entry.type != EntryType::Link && !IsWanted(entry.name)) return;

  std::string relative =
      directory.relative.empty() ? entry.name : JoinPath(directory.relative, entry.name);
  std::string real = RealPath(relative);
  if (is_directory && real == options_.excluded_directory) return;
  if (ignores_.IsIgnored(directory.ignores, real, is_directory)) {
    ++num_ignored_;
  } else if (is_directory) {
    pending_.push_back({std::move(relative), directory.ignores});
  } else if (entry.type == EntryType::Link) {
    TakeLink(relative);
  } else if (entry.type == EntryType::File) {
    AddFile(relative, IsPythonName(entry.name) ? FileKind::Python : FileKind::Other);
  } else if (entry.type == EntryType::Vanished) {
    found_.problems.Report<ProblemId::Vanished>(ShownPath(relative));
  } else {
    found_.problems.Report<ProblemId::NotRegular>(ShownPath(relative));
  }
}

// Broken links and links out of the tree are worth a word only where the target would
// have been an input.
void Walker::TakeLink(const std::string& relative) {
  std::error_code error;
  fs::path target = fs::canonical(RealPath(relative), error);
  bool is_wanted = IsWanted(relative);
  if (error) {
    if (!is_wanted) return;
    std::error_code ignored;
    std::string text = fs::read_symlink(RealPath(relative), ignored).string();
    if (IsVanished(error) || error == std::errc::not_a_directory) {
      found_.problems.Report<ProblemId::DanglingLink>(ShownPath(relative), text);
    } else if (error == std::errc::too_many_symbolic_link_levels) {
      found_.problems.Report<ProblemId::LinkLoop>(ShownPath(relative));
    } else {
      found_.problems.Report<ProblemId::CannotOpen>(ShownPath(relative), ErrorText(error));
    }
    return;
  }
  fs::file_type type = fs::status(target, error).type();
  bool is_directory = type == fs::file_type::directory;
  if (!is_directory && !is_wanted) return;
  if (!is_directory && type != fs::file_type::regular) {
    found_.problems.Report<ProblemId::NotRegular>(ShownPath(relative));
  } else if (!is_directory && !IsWithin(target.native(), real_root_)) {
    found_.problems.Report<ProblemId::LinkLeavesTree>(ShownPath(relative), target.string());
  } else {
    links_.push_back({relative, target.string(), is_directory});
  }
}

void Walker::AddFile(const std::string& relative, FileKind kind) {
  FoundFile file;
  file.path = ShownPath(relative);
  file.relative_begin = static_cast<uint32_t>(file.path.size() - relative.size());
  file.kind = kind;
  files_.push_back(std::move(file));
}

// Whether a link can be recreated depends on what else was taken.
void Walker::PlaceLinks() {
  if (links_.empty()) return;
  for (const FoundFile& file : files_) taken_.emplace_back(file.relative());
  std::ranges::sort(taken_);
  std::ranges::sort(links_, {}, &SymbolicLink::relative);
  for (const SymbolicLink& link : links_) {
    if (link.is_directory) {
      PlaceLinkToDirectory(link);
    } else {
      PlaceLinkToFile(link);
    }
  }
}

void Walker::PlaceLinkToDirectory(const SymbolicLink& link) {
  bool is_inside = IsWithin(link.target, real_root_);
  if (options_.wants_others && is_inside && HasTakenBelow(link.target)) {
    AddLink(link);
  } else if (options_.is_mirrored) {
    found_.problems.Report<ProblemId::LinkedDirectoryLost>(ShownPath(link.relative));
  } else {
    found_.problems.Report<ProblemId::LinkedDirectory>(ShownPath(link.relative));
  }
}

void Walker::PlaceLinkToFile(const SymbolicLink& link) {
  if (!IsTaken(link.target)) {
    AddFile(link.relative, IsPythonName(link.relative) ? FileKind::Python : FileKind::Other);
    files_.back().is_link = true;
  } else if (options_.is_mirrored) {
    AddLink(link);
  }
}

void Walker::AddLink(const SymbolicLink& link) {
  AddFile(link.relative, FileKind::Link);
  fs::path parent = fs::path(RealPath(link.relative)).parent_path();
  files_.back().link_target = fs::path(link.target).lexically_relative(parent).string();
}

bool Walker::IsTaken(std::string_view target) const {
  return std::ranges::binary_search(taken_, BelowRoot(target), std::ranges::less());
}

bool Walker::HasTakenBelow(std::string_view target) const {
  if (target == real_root_) return !taken_.empty();
  std::string prefix = std::string(BelowRoot(target)) + "/";
  auto at = std::ranges::lower_bound(taken_, prefix);
  return at != taken_.end() && at->starts_with(prefix);
}

void Walker::ReportIfEmpty() {
  bool has_python = std::ranges::any_of(
      files_, [](const FoundFile& file) { return file.kind == FileKind::Python; });
  if (has_python) return;
  if (num_ignored_ == 0) {
    found_.problems.Report<ProblemId::NothingFound>(root_);
  } else {
    found_.problems.Report<ProblemId::NothingFoundForIgnore>(root_, num_ignored_);
  }
}

}  // namespace

void WalkTree(const std::string& root, const WalkOptions& options, FoundFiles& found) {
  Walker(root, options, found).Run();
}

std::string JoinPath(std::string_view root, std::string_view relative) {
  if (root == ".") return std::string(relative);
  std::string path(root);
  if (!path.ends_with('/')) path += '/';
  return path.append(relative);
}

bool IsWithin(std::string_view path, std::string_view directory) {
  if (!path.starts_with(directory)) return false;
  return directory == "/" || path.size() == directory.size() || path[directory.size()] == '/';
}

}  // namespace weft
