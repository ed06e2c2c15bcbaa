#pragma once

#include "syntax/scopes.h"
#include "syntax/tree.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace weft {

// Numbers the callees of one file so that those with one number have the same names: names come
// again and again, and what is found out about one call holds for the others.
class CalleeIds {
 public:
  // Which names are to be the same.
  struct Names {
    bool written = false;
    bool resolved = false;
  };

  // The tree and the scopes outlive the object.
  CalleeIds(const Tree& tree, const Scopes& scopes, Names names)
      : tree_(tree), scopes_(scopes), names_(names) {}

  uint32_t Of(NodeId callee);

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  using Table = std::unordered_map<std::string, uint32_t, Hash, std::equal_to<>>;

  uint32_t WrittenId(NodeId callee);
  uint32_t ResolvedId(NodeId callee);
  static uint32_t Intern(std::string_view text, Table& table);

  const Tree& tree_;
  const Scopes& scopes_;
  Names names_;
  Table written_;
  Table resolved_;
  std::unordered_map<uint64_t, uint32_t> pairs_;  // By both ids.
};

}  // namespace weft
