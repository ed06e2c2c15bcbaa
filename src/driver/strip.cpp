#include "driver/strip.h"

#include "print/undo_record.h"
#include "syntax/parse.h"

#include <utility>

namespace weft {
namespace {

// What every injected name begins with (print/prologue.h).
constexpr std::string_view kInjectedStem = "_weft_";
constexpr std::string_view kInjectedImport = " as _weft_";

}  // namespace

NodeId FindInjectedImport(const Tree& tree) {
  for (NodeId statement : Children(tree, kRootNode)) {
    Kind kind = tree[statement].kind;
    if (kind != Kind::ImportFrom && kind != Kind::Import) {
      continue;
    }
    for (NodeId alias : Children(tree, statement, Role::Names)) {
      NodeId name = tree.Child(alias, Role::Asname);
      if (name.is_valid() && tree.Text(name).starts_with(kInjectedStem)) {
        return name;
      }
    }
  }
  return kNoNode;
}

bool WasRewritten(const SourceFile& source, const Tree& tree, Diagnostics& diagnostics) {
  std::optional<UndoRecord> record = FindUndoRecord(source);
  if (record && record->is_intact) {
    diagnostics.Report<DiagnosticId::AlreadyRewritten>({0, 0}, record->passes);
    return true;
  }
  if (NodeId name = FindInjectedImport(tree); name.is_valid()) {
    diagnostics.Report<DiagnosticId::InjectedImport>(tree[name].span, tree.Text(name));
    return true;
  }
  return false;
}

StripResult Strip(const SourceFile& source, Diagnostics& diagnostics) {
  StripResult result;
  std::optional<UndoRecord> record = FindUndoRecord(source);
  if (record && record->fits) {
    std::optional<std::string> text = Undo(source, *record);
    std::optional<std::string> bytes = text ? source.TryEncode(*text) : std::nullopt;
    if (bytes) {
      result.status = StripStatus::Restored;
      result.bytes = std::move(*bytes);
      return result;
    }
    record->is_intact = false;
  }
  if (record && record->is_intact) {
    diagnostics.Report<DiagnosticId::EditedSinceRewriting>({0, 0});
    result.status = StripStatus::Refused;
    return result;
  }
  // What has no trace of rewriting is its own original, even if it is not Python.
  if (source.text().find(kInjectedImport) == std::string_view::npos) {
    return result;
  }
  Diagnostics ignored;
  std::optional<Tree> tree = Parse(source, ignored);
  NodeId name = tree ? FindInjectedImport(*tree) : kNoNode;
  if (record && (name.is_valid() || !tree)) {
    diagnostics.Report<DiagnosticId::UndoRecordDamaged>({0, 0});
    result.status = StripStatus::Refused;
  } else if (name.is_valid()) {
    diagnostics.Report<DiagnosticId::NoUndoRecord>((*tree)[name].span, tree->Text(name));
    result.status = StripStatus::Refused;
  }
  return result;
}

}  // namespace weft
