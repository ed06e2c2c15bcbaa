#pragma once

#include "driver/problems.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

enum class FileKind : uint8_t {
  Python,  // To be read and rewritten.
  Other,   // To be copied as it is.
  Link,    // To be recreated: a symbolic link to something that is part of the output too.
};

// One input. Its place below an output directory is the end of its path.
struct FoundFile {
  std::string path;             // As opened, and as every message names it.
  uint32_t relative_begin = 0;  // Where in `path` the part below the root begins.
  FileKind kind = FileKind::Python;
  bool is_explicit = false;  // Named by an argument rather than found in a directory.
  bool is_stdin = false;     // Then `path` is what to call it.
  bool is_link = false;      // A symbolic link to a file, read through it.
  uint32_t variant = 0;      // Which options of the run are for it; the caller's to use.
  std::string link_target;   // Link: the text of the link to create.

  std::string_view relative() const { return std::string_view(path).substr(relative_begin); }
};

struct WalkOptions {
  bool use_gitignore = true;
  bool wants_others = false;       // Take files that are not Python as well.
  bool is_mirrored = false;        // The result becomes a tree of its own.
  std::string excluded_directory;  // Canonical; empty for none.
};

// What a walk brings home. `directories` and `gitignores` are what the choice of files
// depended on besides the files.
struct FoundFiles {
  std::vector<FoundFile> files;
  std::vector<std::string> directories;
  std::vector<std::string> gitignores;
  Problems problems;
};

// Adds the files below the directory `root` to `found`, sorted by path: `*.py`, without
// hidden entries, `__pycache__` and what `.gitignore` excludes. Symbolic links to
// directories are not followed, links to files not out of the tree.
void WalkTree(const std::string& root, const WalkOptions& options, FoundFiles& found);

// `root/relative`, without a `./` in front.
std::string JoinPath(std::string_view root, std::string_view relative);

// True if `path` is `directory` or below it. Both canonical.
bool IsWithin(std::string_view path, std::string_view directory);

}  // namespace weft
