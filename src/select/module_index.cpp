#include "select/module_index.h"

#include <algorithm>
#include <utility>

namespace weft {
namespace {

// A chain of imports that is longer leads in circles.
constexpr size_t kMaxSteps = 16;

bool IsBelow(std::string_view name, std::string_view package) {
  return name.size() > package.size() && name.starts_with(package) && name[package.size()] == '.';
}

}  // namespace

std::string AbsoluteName(std::string_view relative, std::string_view module, bool is_package) {
  size_t num_dots = std::min(relative.find_first_not_of('.'), relative.size());
  if (num_dots == 0) return std::string(relative);
  std::string_view package = module;
  for (size_t i = is_package ? 1 : 0; i < num_dots; ++i) {
    size_t dot = package.rfind('.');
    package = package.substr(0, dot == std::string_view::npos ? 0 : dot);
  }
  std::string name(package);
  relative.remove_prefix(num_dots);
  if (!name.empty() && !relative.empty()) name += '.';
  return name.append(relative);
}

void ModuleIndex::Add(std::string_view module, bool is_package, const Scopes& scopes) {
  Module added;
  added.is_package = is_package;
  for (const Scopes::NamedBinding& bound : scopes.Names(kModuleScope)) {
    if (bound.binding != Binding::Local && bound.binding != Binding::Cell &&
        bound.binding != Binding::GlobalExplicit) {
      continue;
    }
    Scopes::Origin origin = scopes.OriginOfExport(bound.name);
    if (origin.kind == Scopes::Origin::Kind::Import) {
      added.imports.emplace(bound.name, AbsoluteName(origin.dotted, module, is_package));
    } else {
      added.others.emplace(bound.name);
    }
  }
  for (const std::string& star : scopes.StarModules()) {
    added.stars.push_back(AbsoluteName(star, module, is_package));
  }
  roots_.emplace(module.substr(0, module.find('.')));
  modules_.insert_or_assign(std::string(module), std::move(added));
}

std::vector<std::string> ModuleIndex::MissingStarTargets() const {
  std::set<std::string> missing;
  for (const auto& [name, module] : modules_) {
    for (const std::string& star : module.stars) {
      if (!Has(star)) missing.insert(star);
    }
  }
  return {missing.begin(), missing.end()};
}

const ModuleIndex::Module* ModuleIndex::Find(std::string_view module) const {
  auto found = modules_.find(std::string(module));
  return found == modules_.end() ? nullptr : &found->second;
}

bool ModuleIndex::Binds(const Module& module, const std::string& name) {
  return module.imports.contains(name) || module.others.contains(name);
}

// Where `name` of `module` comes from, or empty where the module has it for itself or nobody
// knows. What the module binds by name comes before what its last star import brings.
std::string ModuleIndex::OriginIn(const std::string& module_name, const std::string& name) const {
  const Module* module = Find(module_name);
  if (module == nullptr || module->others.contains(name)) return {};
  if (auto found = module->imports.find(name); found != module->imports.end()) {
    return found->second;
  }
  if (name.starts_with('_') || Has(module_name + "." + name)) return {};
  for (auto star = module->stars.rbegin(); star != module->stars.rend(); ++star) {
    // Depth first, without recursion: whatever a star target passes on by stars itself.
    std::vector<std::string> targets = {*star};
    std::set<std::string> seen;
    while (!targets.empty()) {
      std::string target = std::move(targets.back());
      targets.pop_back();
      const Module* source = Find(target);
      if (source == nullptr || !seen.insert(target).second) continue;
      if (Binds(*source, name)) return target.append(".").append(name);
      targets.insert(targets.end(), source->stars.begin(), source->stars.end());
    }
  }
  return {};
}

std::string ModuleIndex::Step(const std::string& name) const {
  if (!roots_.contains(std::string_view(name).substr(0, name.find('.')))) return {};
  for (size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', dot + 1)) {
    size_t end = std::min(name.find('.', dot + 1), name.size());
    std::string part = name.substr(dot + 1, end - dot - 1);
    std::string origin = OriginIn(name.substr(0, dot), part);
    if (!origin.empty() && origin != std::string_view(name).substr(0, end)) {
      return origin + name.substr(end);
    }
  }
  return {};
}

// `name`, and what the imports of indexed modules make of it, step by step.
std::vector<std::string> ModuleIndex::Chain(std::string name) const {
  std::vector<std::string> names = {std::move(name)};
  for (std::string next = Step(names[0]); !next.empty() && names.size() < kMaxSteps;) {
    names.push_back(next);
    next = Step(names.back());
  }
  return names;
}

std::vector<std::string> ModuleIndex::NamesOf(std::string name) const {
  std::vector<std::string> names = Chain(std::move(name));
  if (aliases_.empty()) return names;
  const std::string last = names.back();
  for (size_t end = last.find('.'); end != std::string::npos;) {
    end = last.find('.', end + 1);
    auto found = aliases_.find(last.substr(0, end));
    if (found != aliases_.end()) {
      for (const std::string& alias : found->second) {
        std::string other = alias + (end == std::string::npos ? "" : last.substr(end));
        if (std::ranges::find(names, other) == names.end()) names.push_back(std::move(other));
      }
    }
  }
  return names;
}

void ModuleIndex::AddAlias(const std::string& package, const std::string& name) {
  std::string alias = package + "." + name;
  if (name.starts_with('_') || OriginIn(package, name).empty()) return;
  std::string last = Chain(alias).back();
  if (last != alias && IsBelow(last, package)) aliases_[last].push_back(alias);
}

void ModuleIndex::AddAliases(const std::string& package, const Module& module) {
  std::set<std::string> names;
  for (const auto& [name, origin] : module.imports) names.insert(name);
  std::vector<std::string> targets = module.stars;
  std::set<std::string> seen;
  while (!targets.empty()) {
    std::string target = std::move(targets.back());
    targets.pop_back();
    const Module* source = Find(target);
    if (source == nullptr || !seen.insert(target).second) continue;
    for (const auto& [name, origin] : source->imports) names.insert(name);
    names.insert(source->others.begin(), source->others.end());
    targets.insert(targets.end(), source->stars.begin(), source->stars.end());
  }
  for (const std::string& name : names) AddAlias(package, name);
}

void ModuleIndex::Finish() {
  for (const auto& [name, module] : modules_) {
    if (module.is_package) AddAliases(name, module);
  }
  for (auto& [target, names] : aliases_) std::ranges::sort(names);
}

}  // namespace weft
