#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

bool IsAscii(std::string_view text);

// The identifier as CPython compares it: NFKC where it is not ASCII, else as it is.
std::string NormalizeIdentifier(std::string_view identifier);

// `__x` in `class _C` is `_C__x` for the compiler. True where `name` is of that sort.
bool IsClassPrivate(std::string_view name);

// IsClassPrivate(name) in a class called `class_name` (both normalized).
std::string MangleName(std::string_view class_name, std::string_view name);

// An interned name; names with the same id are the same to CPython.
struct NameId {
  uint32_t index = UINT32_MAX;
  constexpr bool is_valid() const { return index != UINT32_MAX; }
  friend constexpr auto operator<=>(NameId, NameId) = default;
};

// Gives each different name a small number, in order of first appearance. The text of an
// ASCII name is borrowed: what was interned outlives the table.
class NameTable {
 public:
  NameTable();
  NameTable(const NameTable&) = delete;  // The names point into the table.
  NameTable& operator=(const NameTable&) = delete;
  NameTable(NameTable&&) = default;
  NameTable& operator=(NameTable&&) = default;
  ~NameTable() = default;

  NameId Intern(std::string_view identifier);  // Normalizes.
  NameId InternCopy(std::string text);         // Of a normalized name; keeps its own copy.
  NameId Find(std::string_view identifier) const;

  size_t size() const { return names_.size(); }
  std::string_view operator[](NameId id) const { return names_[id.index].text; }
  bool is_class_private(NameId id) const { return names_[id.index].is_class_private; }

 private:
  struct Name {
    std::string_view text;
    uint32_t hash;
    bool is_class_private;
  };
  struct Slot {
    uint32_t hash = 0;
    NameId id;
  };
  struct Hashed {
    uint32_t hash;
    bool is_ascii;
  };

  static Hashed Hash(std::string_view name);
  size_t FindSlot(std::string_view name, uint32_t hash) const;
  NameId Add(size_t slot, std::string_view text, uint32_t hash);
  void Grow();

  std::vector<Name> names_;
  std::vector<Slot> slots_;         // Open addressing; a power of two, at most half full.
  std::deque<std::string> copies_;  // Text that is not in the source; never moves.
};

}  // namespace weft
