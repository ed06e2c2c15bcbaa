#include "render_diagnostics.h"

#include "shown_text.h"

#include <fmt/format.h>

namespace weft {
namespace {

std::string_view Color(Severity severity) {
  switch (severity) {
    case Severity::Note:
      return "\x1b[1;36m";
    case Severity::Warning:
      return "\x1b[1;33m";
    case Severity::Error:
      return "\x1b[1;31m";
  }
  return "";
}

constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kDim = "\x1b[2m";
constexpr std::string_view kCaretColor = "\x1b[1;32m";
constexpr std::string_view kReset = "\x1b[0m";

std::string Paint(std::string_view text, std::string_view color, bool has_color) {
  return has_color ? fmt::format("{}{}{}", color, text, kReset) : std::string(text);
}

}  // namespace

std::string RenderHuman(const Finding& finding, const RenderStyle& style) {
  std::string place = finding.path.empty() ? "weft" : ShownText(finding.path);
  if (finding.begin.line != 0) {
    place += fmt::format(":{}:{}", finding.begin.line, finding.begin.column);
  }
  bool names_exception = style.names_exceptions && !finding.exception.empty();
  std::string_view kind = names_exception ? finding.exception : SeverityName(finding.severity);
  std::string out = fmt::format("{}: {}: {}", Paint(place, kBold, style.has_color),
                                Paint(kind, Color(finding.severity), style.has_color),
                                ShownText(finding.message));
  if (!names_exception) {
    out += " " + Paint(fmt::format("[{}]", finding.id), kDim, style.has_color);
  }
  out += '\n';
  if (finding.excerpt == nullptr || finding.excerpt->text.empty()) return out;
  ShownExcerpt excerpt = ShowExcerpt(*finding.excerpt);
  std::string number = fmt::format("{:>5}", finding.begin.line);
  out += fmt::format("{} | {}\n{:>5} | {}\n", number, excerpt.line, "",
                     Paint(excerpt.carets, kCaretColor, style.has_color));
  return out;
}

DiagnosticRenderer::DiagnosticRenderer(const RenderStyle& style, StandardStream* stream)
    : style_(style), stream_(stream) {
  if (style_.is_embedded) return;
  if (style_.format == Format::Json) stream_->Write(R"({"version": 1, "diagnostics": [)");
  if (style_.format == Format::Sarif) stream_->Write(SarifBegin());
}

bool DiagnosticRenderer::IsShown(const Finding& finding) const {
  if (finding.severity == Severity::Error) return true;
  if (style_.quiet) return false;
  if (finding.severity == Severity::Warning || style_.verbose) return true;
  // A line that moves is told of, even though nothing is wrong with it.
  return style_.tells_of_moved_lines &&
         finding.id == kDiagnosticRows[static_cast<size_t>(DiagnosticId::PrologueTakesLine)].name;
}

void DiagnosticRenderer::Render(const Finding& finding) {
  if (!IsShown(finding)) return;
  if (style_.is_embedded) {
    embedded_ += is_first_ ? "\n" : ",\n";
    embedded_ += RenderJson(finding, style_);
    is_first_ = false;
    return;
  }
  switch (style_.format) {
    case Format::Human:
      stream_->Write(RenderHuman(finding, style_));
      break;
    case Format::GitHub:
      stream_->Write(RenderGitHub(finding));
      break;
    case Format::Json:
      stream_->Write(is_first_ ? "\n" : ",\n");
      stream_->Write(RenderJson(finding, style_));
      break;
    case Format::Sarif:
      stream_->Write(is_first_ ? "\n" : ",\n");
      stream_->Write(RenderSarifResult(finding));
      break;
  }
  is_first_ = false;
}

void DiagnosticRenderer::Finish() {
  if (style_.is_embedded) return;
  if (style_.format == Format::Json) stream_->Write("\n]}\n");
  if (style_.format == Format::Sarif) stream_->Write(kSarifEnd);
}

}  // namespace weft
