#include "passes/catalog.h"

#include "passes/presets.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace weft {
namespace {

bool IsSameName(std::string_view a, std::string_view b) {
  auto plain = [](char c) { return c == '-' ? '_' : c; };
  return std::ranges::equal(a, b, {}, plain, plain);
}

bool IsPassName(std::string_view name) {
  auto is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
  };
  return !name.empty() && name.front() != '-' && std::ranges::all_of(name, is_allowed);
}

}  // namespace

std::optional<std::string> Catalog::Add(const Pass& pass) {
  if (!IsPassName(pass.name)) {
    return fmt::format("`{}` is no name for a pass; it takes letters, digits, `-`, `_` and `.`",
                       pass.name);
  }
  if (Find(pass.name) != nullptr || FindPreset(pass.name) != nullptr) {
    return fmt::format("there is a pass or preset called `{}` already", pass.name);
  }
  added_.push_back(pass);
  return std::nullopt;
}

void Catalog::Keep(std::unique_ptr<const PassOrigin> origin) {
  origins_.push_back(std::move(origin));
}

const Pass* Catalog::Find(std::string_view name) const {
  auto pass =
      std::ranges::find_if(added_, [&](const Pass& known) { return IsSameName(known.name, name); });
  return pass == added_.end() ? FindPass(name) : &*pass;
}

std::vector<const Pass*> Catalog::All() const {
  std::vector<const Pass*> all;
  for (const Pass& pass : AllPasses()) all.push_back(&pass);
  for (const Pass& pass : added_) all.push_back(&pass);
  return all;
}

}  // namespace weft
