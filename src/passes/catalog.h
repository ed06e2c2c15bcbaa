#pragma once

#include "passes/pass.h"

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace weft {

// The passes of one run: those that are built in, and what rule files and plug-ins add. Outlives
// everything that points at one of its passes.
class Catalog {
 public:
  Catalog() = default;
  ~Catalog() = default;
  Catalog(const Catalog&) = delete;
  Catalog& operator=(const Catalog&) = delete;

  // Adds a pass, whose texts `origin` owns. Says what is wrong where the name is taken or none.
  std::optional<std::string> Add(const Pass& pass);
  // Keeps alive what passes come from.
  void Keep(std::unique_ptr<const PassOrigin> origin);

  // Null where no pass is called `name`. Dashes and underscores are the same.
  const Pass* Find(std::string_view name) const;
  // Built in first, then in the order of Add.
  std::vector<const Pass*> All() const;
  const std::deque<Pass>& added() const { return added_; }

 private:
  std::vector<std::unique_ptr<const PassOrigin>> origins_;
  std::deque<Pass> added_;
};

}  // namespace weft
