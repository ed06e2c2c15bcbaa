#include "driver/report.h"

#include "base/utf8.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace weft {
namespace {

constexpr uint32_t kExcerptBefore = 80;  // bytes shown before the mark
constexpr uint32_t kExcerptAfter = 80;   // bytes shown from the mark on

// What the spans of `source` point into.
std::string_view SpannedText(const SourceFile& source) {
  if (source.is_readable()) return source.text();
  std::string_view bytes = source.bytes();
  return bytes.substr(bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0);
}

// Locates rising offsets in time linear in the text, however long its lines are.
class Locator {
 public:
  explicit Locator(const SourceFile* source) : source_(source), text_(SpannedText(*source)) {}

  LineColumn Locate(uint32_t offset) {
    offset = std::min(offset, static_cast<uint32_t>(text_.size()));
    uint32_t line = source_->lines().LineOf(offset);
    if (line != last_.line || offset < last_offset_) {
      last_ = {line, 1};
      last_offset_ = source_->lines().StartOf(line);
    }
    std::string_view passed = text_.substr(last_offset_, offset - last_offset_);
    last_.column += static_cast<uint32_t>(CountCodePoints(passed));
    last_offset_ = offset;
    return last_;
  }

 private:
  const SourceFile* source_;  // Not null; outlives the locator.
  std::string_view text_;
  LineColumn last_;
  uint32_t last_offset_ = 0;
};

bool IsAboutWholeFile(DiagnosticId id) {
  switch (id) {
    case DiagnosticId::FileTooLarge:
    case DiagnosticId::WrapperModule:
    case DiagnosticId::PluginFailed:
    case DiagnosticId::OutputNotEncodable:
    case DiagnosticId::AlreadyRewritten:
    case DiagnosticId::EditedSinceRewriting:
    case DiagnosticId::UndoRecordDamaged:
      return true;
    default:
      return false;
  }
}

bool IsContinuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// Lines can be megabytes long; a window around the mark is enough.
Excerpt MakeExcerpt(const SourceFile& source, Span span) {
  std::string_view text = SpannedText(source);
  uint32_t at = std::min(span.begin, static_cast<uint32_t>(text.size()));
  uint32_t line_begin = source.lines().StartOf(source.lines().LineOf(at));
  auto line_end = static_cast<uint32_t>(std::min(text.find_first_of("\r\n", at), text.size()));
  uint32_t begin = at - line_begin > kExcerptBefore ? at - kExcerptBefore : line_begin;
  uint32_t end = line_end - at > kExcerptAfter ? at + kExcerptAfter : line_end;
  while (begin > line_begin && IsContinuation(text[begin])) --begin;
  while (end < line_end && IsContinuation(text[end])) ++end;

  Excerpt excerpt;
  if (begin > line_begin) excerpt.text = "...";
  excerpt.mark_begin = static_cast<uint32_t>(excerpt.text.size()) + at - begin;
  excerpt.mark_end = excerpt.mark_begin + std::clamp(span.end, at, end) - at;
  excerpt.text += text.substr(begin, end - begin);
  if (end < line_end) excerpt.text += "...";
  return excerpt;
}

}  // namespace

std::vector<LocatedDiagnostic> LocateDiagnostics(const SourceFile& source,
                                                 const Diagnostics& diagnostics) {
  std::vector<LocatedDiagnostic> located;
  Locator begins(&source);
  Locator ends(&source);
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    if (IsAboutWholeFile(diagnostic.id)) {
      located.push_back({diagnostic.id, diagnostic.severity, {}, {}, diagnostic.message, {}});
      continue;
    }
    located.push_back({diagnostic.id, diagnostic.severity, begins.Locate(diagnostic.span.begin),
                       ends.Locate(diagnostic.span.end), diagnostic.message,
                       MakeExcerpt(source, diagnostic.span)});
  }
  return located;
}

std::vector<LocatedSite> LocateSites(const SourceFile& source, SiteTable sites) {
  std::ranges::stable_sort(sites, {}, [](const Site& site) { return site.span.begin; });
  std::vector<LocatedSite> located;
  Locator locator(&source);
  for (Site& site : sites) {
    LineColumn begin = locator.Locate(site.span.begin);
    located.push_back({begin, std::move(site)});
  }
  return located;
}

}  // namespace weft
