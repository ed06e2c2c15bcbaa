#include "syntax/dump.h"

#include <fmt/format.h>

#include <iterator>

namespace weft {
namespace {

std::string_view ContextName(Context context) {
  switch (context) {
    case Context::Load:
      return "";
    case Context::Store:
      return " Store";
    case Context::Del:
      return " Del";
  }
  return "";
}

// True for what has no text of interest beyond its children's.
bool HasText(Kind kind) {
  return kind == Kind::Name || kind == Kind::Constant || kind == Kind::identifier;
}

}  // namespace

std::string DumpTree(const Tree& tree) {
  const LineTable& lines = tree.source().lines();
  std::string out;
  auto to = std::back_inserter(out);
  std::vector<uint32_t> ends;  // Of the open subtrees.
  for (uint32_t i = 0; i < tree.nodes().size(); ++i) {
    while (!ends.empty() && ends.back() <= i) {
      ends.pop_back();
    }
    const Node& node = tree[NodeId{i}];
    uint32_t begin_line = lines.LineOf(node.span.begin);
    uint32_t end_line = lines.LineOf(node.span.end);
    fmt::format_to(to, "{:{}}", "", 2 * ends.size());
    if (node.role != Role::None) {
      fmt::format_to(to, "{}: ", RoleName(node.role));
    }
    fmt::format_to(to, "{} {}:{}-{}:{}{}", KindName(node.kind), begin_line,
                   node.span.begin - lines.StartOf(begin_line), end_line,
                   node.span.end - lines.StartOf(end_line), ContextName(node.context()));
    if (HasText(node.kind)) {
      fmt::format_to(to, " `{}`", tree.Text(NodeId{i}));
    }
    out += '\n';
    ends.push_back(node.next);
  }
  return out;
}

}  // namespace weft
