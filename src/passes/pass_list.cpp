#include "passes/pass_list.h"

#include "passes/presets.h"

#include <algorithm>

#include <fmt/format.h>

namespace weft {
namespace {

using Complaint = std::optional<std::string>;

class ListReader {
 public:
  ListReader(std::string_view list, const Catalog& catalog) : rest_(list), catalog_(catalog) {}

  Complaint Read(std::vector<PassUse>& uses) {
    for (;;) {
      std::string_view name = Word();
      if (name.empty()) {
        return rest_.empty() ? "a name is missing at the end of the list of passes"
                             : fmt::format("a name is missing before `{}`", rest_);
      }
      const size_t first = uses.size();
      if (Complaint complaint = AddNamed(name, uses)) return complaint;
      if (Take('[')) {
        if (uses.size() != first + 1) return fmt::format("the preset `{}` has no options", name);
        if (Complaint complaint = ReadOptions(uses.back())) return complaint;
      }
      SkipBlanks();
      if (rest_.empty()) return std::nullopt;
      if (!Take(',')) return fmt::format("`,` is missing before `{}`", rest_);
    }
  }

 private:
  Complaint AddNamed(std::string_view name, std::vector<PassUse>& uses) const {
    if (const Pass* pass = catalog_.Find(name)) {
      uses.push_back({pass, {}});
      return std::nullopt;
    }
    const Preset* preset = FindPreset(name);
    if (preset == nullptr) return fmt::format("no pass is called `{}`; see `weft passes`", name);
    return ListReader(preset->passes, catalog_).Read(uses);
  }

  Complaint ReadOptions(PassUse& use) {
    if (Take(']')) return std::nullopt;
    for (;;) {
      std::string_view name = Word();
      if (name.empty()) return fmt::format("`{}[` lacks the name of an option", use.pass->name);
      std::string value = "yes";
      if (Take('=')) {
        if (Complaint complaint = ReadValue(value)) return complaint;
      }
      use.options.emplace_back(name, std::move(value));
      if (Take(']')) return std::nullopt;
      if (!Take(',')) return fmt::format("`{}[` is not closed", use.pass->name);
    }
  }

  Complaint ReadValue(std::string& value) {
    SkipBlanks();
    bool is_quoted = rest_.starts_with('"') || rest_.starts_with('\'');
    if (!is_quoted) {
      std::string_view text = rest_.substr(0, rest_.find_first_of(",]"));
      rest_.remove_prefix(text.size());
      value = text.substr(0, text.find_last_not_of(' ') + 1);
      return std::nullopt;
    }
    size_t end = rest_.find(rest_[0], 1);
    if (end == std::string_view::npos) return fmt::format("the quote of `{}` is not closed", rest_);
    value = rest_.substr(1, end - 1);
    rest_.remove_prefix(end + 1);
    return std::nullopt;
  }

  std::string_view Word() {
    SkipBlanks();
    std::string_view word = rest_.substr(0, rest_.find_first_of(" ,[]="));
    rest_.remove_prefix(word.size());
    return word;
  }

  bool Take(char c) {
    SkipBlanks();
    bool is_there = rest_.starts_with(c);
    rest_.remove_prefix(is_there ? 1 : 0);
    return is_there;
  }

  void SkipBlanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(' '), rest_.size())); }

  std::string_view rest_;
  const Catalog& catalog_;
};

bool IsChoice(std::string_view type) {
  return type.find('|') != std::string_view::npos;
}

bool IsOneOf(std::string_view value, std::string_view choices) {
  std::string padded = fmt::format("|{}|", choices);
  return padded.find(fmt::format("|{}|", value)) != std::string::npos;
}

bool IsSameName(std::string_view a, std::string_view b) {
  auto plain = [](char c) { return c == '-' ? '_' : c; };
  return std::ranges::equal(a, b, {}, plain, plain);
}

const PassOptionRow* FindRow(const Pass& pass, std::string_view name) {
  auto row = std::ranges::find_if(
      pass.options, [&](const PassOptionRow& known) { return IsSameName(known.name, name); });
  return row == pass.options.end() ? nullptr : &*row;
}

void AddBehindFamily(const PassUse& use, std::vector<PassUse>& uses) {
  auto behind = std::ranges::find_if(
      uses, [&](const PassUse& other) { return other.pass->family > use.pass->family; });
  uses.insert(behind, use);
}

}  // namespace

Complaint ParsePassList(std::string_view list, const Catalog& catalog, std::vector<PassUse>& uses) {
  return ListReader(list, catalog).Read(uses);
}

Complaint ParsePassList(std::string_view list, std::vector<PassUse>& uses) {
  const Catalog builtin;
  return ParsePassList(list, builtin, uses);
}

Complaint AddOptimisers(std::string_view level, const Catalog& catalog,
                        std::vector<PassUse>& uses) {
  std::vector<PassUse> optimisers;
  if (Complaint complaint = ParsePassList(fmt::format("O{}", level), catalog, optimisers)) {
    return complaint;
  }
  for (const PassUse& optimiser : optimisers) {
    if (std::ranges::find(uses, optimiser.pass, &PassUse::pass) != uses.end()) continue;
    AddBehindFamily(optimiser, uses);
  }
  return std::nullopt;
}

void AddUnnamed(const Catalog& catalog, std::vector<PassUse>& uses) {
  std::vector<std::string_view> named(uses.size());
  std::ranges::transform(uses, named.begin(),
                         [](const PassUse& use) { return use.pass->fingerprint; });
  for (const Pass& pass : catalog.added()) {
    if (std::ranges::find(named, pass.fingerprint) != named.end()) continue;
    AddBehindFamily({&pass, {}}, uses);
  }
}

Complaint SetPassOption(const Pass& pass, std::string_view name, std::string_view value,
                        PassOptions& options) {
  const PassOptionRow* row = FindRow(pass, name);
  if (row == nullptr) {
    std::string known;
    for (const PassOptionRow& other : pass.options) {
      known.append(known.empty() ? "" : ", ").append(other.name);
    }
    return known.empty() ? fmt::format("the pass `{}` has no options", pass.name)
                         : fmt::format("the pass `{}` has no option `{}`; there are {}", pass.name,
                                       name, known);
  }
  if (IsChoice(row->type) && !IsOneOf(value, row->type)) {
    return fmt::format("`{}` is none of {} for the option `{}` of `{}`", value, row->type,
                       row->name, pass.name);
  }
  if (const auto* set = std::get_if<PassOptionRow::Setter>(&row->field)) {
    return (*set)(value, options);
  }
  if (const auto* flag = std::get_if<bool PassOptions::*>(&row->field)) {
    options.** flag = value == "yes";
  } else if (const auto* text = std::get_if<std::string PassOptions::*>(&row->field)) {
    options.** text = value;
  } else if (const auto* values =
                 std::get_if<std::vector<std::string> PassOptions::*>(&row->field)) {
    (options.**values).emplace_back(value);
  } else if (std::holds_alternative<PassOptionRow::Foreign>(row->field)) {
    options.foreign.push_back({&pass, std::string(row->name), std::string(value)});
  }
  return std::nullopt;
}

Complaint UsePasses(std::span<const PassUse> uses, std::vector<const Pass*>& passes,
                    PassOptions& options) {
  for (const PassUse& use : uses) {
    if (std::ranges::find(passes, use.pass) != passes.end()) {
      return fmt::format("the pass `{}` is named twice", use.pass->name);
    }
    passes.push_back(use.pass);
    for (const auto& [name, value] : use.options) {
      if (Complaint complaint = SetPassOption(*use.pass, name, value, options)) return complaint;
    }
  }
  return std::nullopt;
}

}  // namespace weft
