#pragma once

#include "passes/pass.h"
#include "passes/removal.h"
#include "passes/sites.h"

#include <string>
#include <string_view>
#include <vector>

namespace weft {

// What passes that take statements out have in common: asks the selection, keeps the meaning of
// names around a statement, and records what was done.
//
// Where the compiler has to see the statement, because it binds a name of a function or makes a
// generator of it, `if 0: ` is put in front instead, which costs nothing at run time. Where that
// cannot stand the statement is left alone.
class StatementStripper {
 public:
  // All outlive the object.
  StatementStripper(const PassInput& input, PassOutput& output)
      : input_(input), edits_(output.edits), sites_(input, input.pass.name, output.sites) {}

  // Takes `statement` out unless there is a `reason` not to. `what` is what people call it. In
  // source order, and none inside another one.
  void Strip(NodeId statement, std::string_view what, std::string_view reason = {});

  // The same for a statement that is never reached: where the compiler has to see it, it stays.
  void StripDead(NodeId statement, std::string_view what);

  // The same for a statement that binds a name which nothing else needs, wherever it stands.
  void StripUnused(NodeId statement, std::string_view what);

  // Asks for the edits; once, at the end.
  void Finish();

 private:
  struct Place {
    NodeId node;
    std::string what;
    Decision decision;
    std::string reason;       // Why it is left alone.
    bool is_removed = false;  // By RemoveStatements.
  };

  const PassInput& input_;
  EditList& edits_;
  SiteRecorder sites_;
  std::vector<Place> places_;
};

}  // namespace weft
