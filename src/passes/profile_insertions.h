#pragma once

#include "passes/profile_text.h"
#include "passes/undone_tree.h"
#include "syntax/tree.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace weft {

// A call of a name that the pass inserts, around one operand: `_weft_T(3, x)`.
struct InsertedStamp {
  NodeId call;
  NodeId name;
  NodeId site;            // The number in front, if there is one.
  NodeId operand;         // Invalid for `_weft_P(None)`, which stands for no operand at all.
  NodeId hiding;          // The `0` behind the operand, if there is one.
  std::string_view text;  // Of the name.
  uint32_t at = 0;        // Which node of the input the operand is.
  bool is_right = false;  // It is where the pass puts it, and says what it should.
};

// What a function begins with.
struct InsertedBegin {
  std::string_view text;
  NodeId first;                  // The first statement, or what the expression is now.
  NodeId last;                   // The last statement; invalid for an expression.
  NodeId operand;                // What the expression was.
  uint32_t number = UINT32_MAX;  // Of the profiled function, if it says one.
  uint32_t at = 0;               // Which node of the input it stands in front of.
  bool is_right = false;
};

// What profile-calls inserted into an output, as far as the output's tree shows it. Whether the
// pass would have put it there is another question.
struct ProfileInsertions {
  std::vector<NodeId> parents;    // By node of the output.
  std::vector<bool> is_inserted;  // Likewise.
  NodeId import, table;           // The statements of the prologue; invalid where there is none.
  std::vector<std::vector<std::string_view>> rows;  // Of the table, as by SiteRow(): by function.
  std::vector<InsertedBegin> begins;                // In source order.
  std::vector<InsertedStamp> stamps;                // Likewise.
};

// `names` are those that the pass gave to what it inserted.
ProfileInsertions ReadProfileInsertions(const UndoneTree& output, const ProfileNames& names);

}  // namespace weft
