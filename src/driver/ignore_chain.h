#pragma once

#include "driver/gitignore.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// The `.gitignore` files that concern the directories of one walk: a forest in which each
// file knows the next one above it. All paths are canonical.
class IgnoreChain {
 public:
  // Names a place in the chain: the files that concern one directory.
  struct Link {
    ptrdiff_t index = -1;  // -1: no file.
  };

  // The chain for the contents of `root`, before its own file: those of its parents up to
  // the repository's root. None of them where `root` itself is ignored, since it was
  // asked for by name; none outside of a repository.
  Link ForRoot(const std::string& root);

  // The chain for the contents of `directory`, which lies below `parent`.
  Link Enter(Link parent, const std::string& directory);

  bool IsIgnored(Link chain, std::string_view path, bool is_directory) const;

  // The files that were read, in order of reading.
  std::vector<std::string> paths() const;

 private:
  struct File {
    Gitignore rules;
    std::string directory;
    Link parent;
  };

  std::vector<File> files_;
};

}  // namespace weft
