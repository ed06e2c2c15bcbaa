#include "render_diagnostics.h"

#include "driver/json_text.h"

#include <fmt/format.h>

namespace weft {
namespace {

// GitHub's workflow commands: `%`, line breaks and, within properties, `:` and `,`.
std::string EscapeForGitHub(std::string_view text, bool is_property) {
  std::string out;
  for (char c : text) {
    bool is_special = c == '%' || c == '\r' || c == '\n';
    if (is_special || (is_property && (c == ':' || c == ','))) {
      out += fmt::format("%{:02X}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out;
}

// A path as a URI reference: relative, or with the scheme `file`.
std::string PathUri(std::string_view path) {
  constexpr std::string_view kSafe = "-._~/!$&'()*+,;=@";
  std::string out(path.starts_with('/') ? "file://" : "");
  for (char c : path) {
    bool is_alnum = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (is_alnum || kSafe.find(c) != std::string_view::npos) {
      out += c;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    }
  }
  return out;
}

// A message's format as people read it: an ellipsis for each argument, one brace for two.
std::string ReadableFormat(std::string_view format) {
  std::string out;
  for (size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    const bool is_doubled = i + 1 < format.size() && format[i + 1] == c;
    if ((c == '{' || c == '}') && is_doubled) {
      ++i;
    } else if (c == '{') {
      out += "\u2026";
      i = format.find('}', i);
      continue;
    }
    out += c;
  }
  return out;
}

void AppendRules(std::string& out) {
  bool is_first = true;
  auto append = [&](std::string_view id, Severity severity, std::string_view format) {
    out += is_first ? "\n  " : ",\n  ";
    is_first = false;
    JsonObject rule(out);
    rule.Add("id", id).AddKey("shortDescription");
    JsonObject description(out);
    description.Add("text", ReadableFormat(format)).Close();
    rule.AddKey("defaultConfiguration");
    JsonObject configuration(out);
    configuration.Add("level", SeverityName(severity)).Close();
    rule.Close();
  };
  for (const DiagnosticRow& row : kDiagnosticRows) append(row.name, row.severity, row.format);
  for (const ProblemRow& row : kProblemRows) append(row.name, row.severity, row.format);
}

void AppendLocation(std::string& out, const Finding& finding) {
  JsonObject location(out);
  location.AddKey("physicalLocation");
  JsonObject physical(out);
  physical.AddKey("artifactLocation");
  JsonObject artifact(out);
  artifact.Add("uri", PathUri(finding.path)).Close();
  if (finding.begin.line != 0) {
    physical.AddKey("region");
    JsonObject region(out);
    region.Add("startLine", finding.begin.line)
        .Add("startColumn", finding.begin.column)
        .Add("endLine", finding.end.line)
        .Add("endColumn", finding.end.column)
        .Close();
  }
  physical.Close();
  location.Close();
}

}  // namespace

std::string RenderGitHub(const Finding& finding) {
  std::string_view command =
      finding.severity == Severity::Note ? "notice" : SeverityName(finding.severity);
  std::string out = fmt::format("::{} ", command);
  if (!finding.path.empty()) out += fmt::format("file={},", EscapeForGitHub(finding.path, true));
  if (finding.begin.line != 0) {
    out += fmt::format("line={},col={},", finding.begin.line, finding.begin.column);
    // GitHub takes columns for a range within one line only.
    if (finding.end.line == finding.begin.line && finding.end.column > finding.begin.column) {
      out += fmt::format("endLine={},endColumn={},", finding.end.line, finding.end.column);
    }
  }
  return fmt::format("{}title={}::{}\n", out, finding.id, EscapeForGitHub(finding.message, false));
}

std::string RenderJson(const Finding& finding, const RenderStyle& style) {
  std::string out;
  JsonObject object(out);
  if (!finding.path.empty()) object.Add("file", finding.path);
  if (finding.begin.line != 0) {
    object.Add("line", finding.begin.line)
        .Add("column", finding.begin.column)
        .Add("end_line", finding.end.line)
        .Add("end_column", finding.end.column);
  }
  object.Add("severity", SeverityName(finding.severity)).Add("id", finding.id);
  if (style.names_exceptions && !finding.exception.empty()) {
    object.Add("exception", finding.exception);
  }
  object.Add("message", finding.message).Close();
  return out;
}

std::string RenderSarifResult(const Finding& finding) {
  std::string out;
  JsonObject result(out);
  result.Add("ruleId", finding.id).Add("level", SeverityName(finding.severity)).AddKey("message");
  JsonObject message(out);
  message.Add("text", finding.message).Close();
  result.AddKey("locations");
  out += '[';
  if (!finding.path.empty()) AppendLocation(out, finding);
  out += ']';
  result.Close();
  return out;
}

std::string SarifBegin() {
  std::string out =
      "{\"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\", \"version\": \"2.1.0\",\n"
      "\"runs\": [{\"columnKind\": \"unicodeCodePoints\",\n"
      "\"tool\": {\"driver\": {\"name\": \"weft\", \"version\": \"" WEFT_VERSION "\", \"rules\": [";
  AppendRules(out);
  out += "\n]}}, \"results\": [";
  return out;
}

}  // namespace weft
