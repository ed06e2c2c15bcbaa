#include "driver/gitignore.h"

#include <algorithm>
#include <utility>

namespace weft {
namespace {

// Paths are bytes, and so are git's patterns.
RE2::Options ByteOptions() {
  RE2::Options options(RE2::Latin1);
  options.set_log_errors(false);
  options.set_max_mem(16 << 20);
  return options;
}

// Drops blanks at the end that no backslash protects.
std::string_view TrimTrailingBlanks(std::string_view line) {
  size_t end = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\\') {
      if (++i == line.size()) return line;
      end = i + 1;
    } else if (line[i] != ' ') {
      end = i + 1;
    }
  }
  return line.substr(0, end);
}

}  // namespace

Gitignore::Gitignore(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  while (!text.empty()) {
    size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    AddLine(line);
  }
  if (set_ != nullptr && !set_->Compile()) rules_.clear();
}

void Gitignore::AddLine(std::string_view line) {
  if (line.empty() || line.starts_with('#')) return;
  line = TrimTrailingBlanks(line);
  bool is_negated = line.starts_with('!');
  if (is_negated) line.remove_prefix(1);
  bool directories_only = line.ends_with('/');
  if (directories_only) line.remove_suffix(1);
  std::string regex = TranslateGitignorePattern(line);
  if (regex.empty()) return;
  if (set_ == nullptr) set_ = std::make_unique<RE2::Set>(ByteOptions(), RE2::ANCHOR_BOTH);
  if (set_->Add(regex, nullptr) < 0) return;
  rules_.push_back({std::move(regex), is_negated, directories_only});
}

IgnoreVerdict Gitignore::Match(std::string_view path, bool is_directory) const {
  if (rules_.empty()) return IgnoreVerdict::Silent;
  std::vector<int> matches;
  RE2::Set::ErrorInfo error{};
  if (!set_->Match(re2::StringPiece(path.data(), path.size()), &matches, &error)) {
    // The automaton of all rules at once can outgrow its memory; one rule cannot.
    bool gave_up = error.kind == RE2::Set::kOutOfMemory;
    return gave_up ? MatchOneByOne(path, is_directory) : IgnoreVerdict::Silent;
  }
  std::ranges::sort(matches, std::ranges::greater());
  for (int index : matches) {
    const Rule& rule = rules_[static_cast<size_t>(index)];
    if (!rule.AppliesTo(is_directory)) continue;
    return rule.is_negated ? IgnoreVerdict::Included : IgnoreVerdict::Ignored;
  }
  return IgnoreVerdict::Silent;
}

IgnoreVerdict Gitignore::MatchOneByOne(std::string_view path, bool is_directory) const {
  for (size_t i = rules_.size(); i-- > 0;) {
    const Rule& rule = rules_[i];
    if (!rule.AppliesTo(is_directory)) continue;
    RE2 regex(rule.regex, ByteOptions());
    if (!RE2::FullMatch(re2::StringPiece(path.data(), path.size()), regex)) continue;
    return rule.is_negated ? IgnoreVerdict::Included : IgnoreVerdict::Ignored;
  }
  return IgnoreVerdict::Silent;
}

}  // namespace weft
