#pragma once

#include "finding.h"
#include "options.h"
#include "standard_stream.h"

#include <string>

namespace weft {

struct RenderStyle {
  Format format = Format::Human;
  bool has_color = false;
  bool names_exceptions = false;  // `SyntaxError: message`, as Python would say it.
  bool tells_of_moved_lines = false;
  bool quiet = false;        // Errors only.
  bool verbose = false;      // Notes as well.
  bool is_embedded = false;  // With Json: the findings are members of the command's own document.
};

// Writes findings to one stream in one format, as they come. Those of Json and Sarif make one
// document, which is there and complete even where nothing was found.
class DiagnosticRenderer {
 public:
  // `stream` outlives the renderer.
  DiagnosticRenderer(const RenderStyle& style, StandardStream* stream);

  bool IsShown(const Finding& finding) const;
  void Render(const Finding& finding);
  void Finish();  // Ends the document, for the formats that are one.

  // The findings of an embedded renderer, separated by commas.
  const std::string& embedded() const { return embedded_; }

 private:
  RenderStyle style_;
  StandardStream* stream_;  // Not null.
  bool is_first_ = true;
  std::string embedded_;
};

// One finding in each format; documents are put together by the renderer.
std::string RenderHuman(const Finding& finding, const RenderStyle& style);
std::string RenderGitHub(const Finding& finding);
std::string RenderJson(const Finding& finding, const RenderStyle& style);
std::string RenderSarifResult(const Finding& finding);
std::string SarifBegin();
inline constexpr std::string_view kSarifEnd = "\n]}]}\n";

}  // namespace weft
