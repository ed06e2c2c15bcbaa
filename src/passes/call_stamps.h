#pragma once

#include "passes/profile_text.h"
#include "passes/zones.h"
#include "syntax/scopes.h"
#include "syntax/tree.h"

#include <string_view>

namespace weft {

// Where the stamp goes that the time of a call starts with: around what is evaluated last
// before the call.
struct StartPlace {
  NodeId owner;  // Of the edits.
  NodeId operand;
  // The operand is what is called, without arguments, and may be locals(), vars() or dir():
  // they must not show what is inserted.
  bool hides_names = false;
  bool is_lone_generator = false;  // `f(x for x in y)`: its parentheses are the call's.
};

StartPlace FindStartPlace(const Tree& tree, const Scopes& scopes, NodeId call);

// What the stamp goes around that the time ends with: the call, or its `await`, for what is
// awaited has ended when the await has.
NodeId FindEndPlace(const Tree& tree, NodeId call);

// The call that ends where the stamp around `operand` reads the clock, or kNoNode: one stamp
// serves both.
NodeId FindFusedCall(const Tree& tree, NodeId operand);

// The zones of this pass.
void AddUnstampedZones(Zones& zones);

// Why `call`, which `function` times or code in it, gets no stamps, outside of zones; empty where
// it may get some.
std::string_view WhyNotStamped(const Tree& tree, const Scopes& scopes,
                               const ProfiledFunction& function, NodeId call);

}  // namespace weft
