#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <re2/re2.h>
#include <re2/set.h>

namespace weft {

// What a `.gitignore` file says about a path.
enum class IgnoreVerdict : uint8_t { Silent, Ignored, Included };

// The rules of one `.gitignore` file, as gitignore(5) and git's wildmatch.c define them.
// Immutable once built.
class Gitignore {
 public:
  explicit Gitignore(std::string_view text);

  // `path` is relative to the file's directory, `/`-separated. The last rule that matches
  // decides; a file below an ignored directory is for the caller to leave out.
  IgnoreVerdict Match(std::string_view path, bool is_directory) const;

  bool empty() const { return rules_.empty(); }

 private:
  struct Rule {
    std::string regex;
    bool is_negated;
    bool directories_only;

    bool AppliesTo(bool is_directory) const { return is_directory || !directories_only; }
  };

  void AddLine(std::string_view line);
  IgnoreVerdict MatchOneByOne(std::string_view path, bool is_directory) const;

  std::vector<Rule> rules_;
  std::unique_ptr<RE2::Set> set_;  // Rule i is pattern i. Null where there is no rule.
};

// A gitignore pattern (without `!` and without a trailing `/`) as a regular expression over
// the bytes of a path. Empty where git would never match it.
std::string TranslateGitignorePattern(std::string_view pattern);

}  // namespace weft
