#pragma once

#include "driver/problems.h"

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>

namespace weft {

// Makes the directories below one output directory, and lets nothing lead out of it. May be
// used from several threads at once.
class OutputTree {
 public:
  explicit OutputTree(std::string root) : root_(std::move(root)) {}

  // Makes what `relative`, a path below the root, stands in. False if that failed.
  bool MakeParents(std::string_view relative, Problems& problems);

 private:
  static bool MakeDirectory(const std::string& path, Problems& problems);

  std::string root_;
  std::mutex mutex_;
  std::unordered_set<std::string> made_;  // Guarded by mutex_.
};

// Each of these makes `path` what it should be in one step, or leaves it as it was and
// reports why. What is there already and right keeps its times.
bool WriteOutput(const std::string& path, std::string_view bytes, uint32_t mode,
                 Problems& problems);
bool CopyOutput(const std::string& from, const std::string& path, Problems& problems);
bool LinkOutput(const std::string& target, const std::string& path, Problems& problems);

// The same for a path that an option named: a device there is written to, not replaced.
bool WriteNamedFile(const std::string& path, std::string_view bytes, uint32_t mode,
                    Problems& problems);

}  // namespace weft
