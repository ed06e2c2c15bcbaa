#include "select/callee_ids.h"

#include "select/callee_name.h"

#include "syntax/characters.h"

#include <algorithm>

namespace weft {
namespace {

// True where the text of an expression is its name: ASCII identifiers and dots.
bool IsPlainName(std::string_view text) {
  bool begins_name = !text.empty() && (text[0] < '0' || text[0] > '9');
  return begins_name && std::ranges::all_of(text, [](char c) {
           return static_cast<unsigned char>(c) < 0x80 && (IsNameByte(c) || c == '.');
         });
}

}  // namespace

uint32_t CalleeIds::Of(NodeId callee) {
  if (!names_.resolved) return names_.written ? WrittenId(callee) : 0;
  if (!names_.written) return ResolvedId(callee);
  uint64_t pair = (uint64_t{WrittenId(callee)} << 32) | ResolvedId(callee);
  return pairs_.try_emplace(pair, static_cast<uint32_t>(pairs_.size())).first->second;
}

uint32_t CalleeIds::WrittenId(NodeId callee) {
  std::string_view text = tree_.source().Slice(tree_[callee].span);
  if (IsPlainName(text)) return Intern(text, written_);
  return Intern(CalleeName(tree_, callee).marked(), written_);
}

uint32_t CalleeIds::ResolvedId(NodeId callee) {
  Scopes::Origin origin = scopes_.OriginOf(callee);
  origin.dotted += static_cast<char>('0' + static_cast<int>(origin.kind));
  return Intern(origin.dotted, resolved_);
}

uint32_t CalleeIds::Intern(std::string_view text, Table& table) {
  auto at = table.find(text);
  if (at == table.end()) at = table.emplace(text, static_cast<uint32_t>(table.size())).first;
  return at->second;
}

}  // namespace weft
