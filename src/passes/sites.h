#pragma once

#include "passes/pass.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

namespace weft {

// Fills a SiteTable for one pass over one file, where the options ask for one; otherwise
// does nothing. A site's id hashes module, qualified name of the scope, the tokens of the
// callee or of what is no call, and how many equal ones came before; so it survives edits
// elsewhere.
class SiteRecorder {
 public:
  // All outlive the recorder.
  SiteRecorder(const PassInput& input, std::string_view pass, SiteTable& sites)
      : input_(input), pass_(pass), sites_(sites) {}

  // `call` is a Call; it was rewritten where `reason_left_alone` is empty. `decision` is what
  // the selection said of it; `function` how the one around it was chosen.
  void Add(NodeId call, const Decision& decision, std::string_view reason_left_alone,
           Chosen function = Chosen::ByRules);

  // The same for any other node; `what` is what people call it: "assert".
  void AddPlace(NodeId node, std::string_view what, const Decision& decision,
                std::string_view reason_left_alone);

 private:
  Site MakeSite(NodeId node, NodeId hashed, const Decision& decision,
                std::string_view reason_left_alone);

  const PassInput& input_;
  std::string_view pass_;
  SiteTable& sites_;
  std::unordered_map<uint64_t, uint32_t> num_equal_;  // By hash without the ordinal.
};

}  // namespace weft
