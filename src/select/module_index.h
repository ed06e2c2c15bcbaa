#pragma once

#include "syntax/scopes.h"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace weft {

// `..a.b` as written in `module`, without the dots; a name without dots as it is. Dots that
// lead out of everything are dropped.
std::string AbsoluteName(std::string_view relative, std::string_view module, bool is_package);

// What the packages of a run pass on under other names: `requests.get` is
// `requests.api.get` where `requests/__init__.py` says `from .api import get`. Filled before
// the run, read-only and shared by the threads then.
class ModuleIndex {
 public:
  // `module` is the dotted name; `is_package` says that the file is an `__init__.py`.
  void Add(std::string_view module, bool is_package, const Scopes& scopes);

  // The modules that indexed ones import by `*` and that are not indexed yet, sorted.
  std::vector<std::string> MissingStarTargets() const;

  // To be called once, behind the last Add.
  void Finish();

  bool empty() const { return modules_.empty(); }
  bool Has(std::string_view module) const { return Find(module) != nullptr; }

  // Every name of what is called `name`: the name itself, then what the imports of indexed
  // modules make of it, step by step, then the names that packages above the last of these
  // give to it.
  std::vector<std::string> NamesOf(std::string name) const;

 private:
  struct Module {
    bool is_package = false;
    std::unordered_map<std::string, std::string> imports;  // Bound by an import alone.
    std::set<std::string> others;                          // Bound in any other way.
    std::vector<std::string> stars;                        // In source order.
  };

  const Module* Find(std::string_view module) const;
  static bool Binds(const Module& module, const std::string& name);
  std::string Step(const std::string& name) const;  // Empty where nothing passes it on.
  std::string OriginIn(const std::string& module, const std::string& name) const;
  std::vector<std::string> Chain(std::string name) const;
  void AddAliases(const std::string& package, const Module& module);
  void AddAlias(const std::string& package, const std::string& name);

  std::unordered_map<std::string, Module> modules_;
  std::set<std::string, std::less<>> roots_;  // First parts of the names of modules_.
  std::unordered_map<std::string, std::vector<std::string>> aliases_;  // Sorted.
};

}  // namespace weft
