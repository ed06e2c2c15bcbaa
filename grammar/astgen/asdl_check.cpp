#include "astgen/asdl_check.h"

#include "astgen/model.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace astgen {
namespace {

class Checker {
 public:
  explicit Checker(const Description& description) : description_(&description) {}

  std::vector<Error> Run() {
    CheckTypes();
    CheckRoles();
    CheckSymbols();
    std::stable_sort(errors_.begin(), errors_.end(), [](const Error& a, const Error& b) {
      return std::pair(a.position.line, a.position.column) <
             std::pair(b.position.line, b.position.column);
    });
    return std::move(errors_);
  }

 private:
  template <typename... Args>
  void Report(Position at, fmt::format_string<Args...> format, Args&&... args) {
    errors_.push_back({at, fmt::format(format, std::forward<Args>(args)...)});
  }

  void CheckTypes() {
    std::set<std::string_view> types;
    std::set<std::string_view> constructors;
    for (const Type& type : description_->types) {
      FieldType field_type = FieldTypeOf(*description_, type.name);
      if (!HasNode(field_type)) {
        Report(type.position, "type `{}` is built in and has no node", type.name);
      }
      if (!types.insert(type.name).second) {
        Report(type.position, "type `{}` is defined twice", type.name);
      }
      for (const Constructor& constructor : type.constructors) {
        if (!constructors.insert(constructor.name).second) {
          Report(constructor.position, "constructor `{}` is defined twice", constructor.name);
        }
        if (!IsEnumeration(type) && constructor.sources.empty()) {
          Report(constructor.position, "`{}` has no `from`", constructor.name);
        }
        CheckFields(constructor);
        for (const Source& source : constructor.sources) CheckSource(constructor, source);
      }
    }
    if (!types.contains("identifier")) {
      Report({}, "type `identifier` is missing; fields of that type need a kind");
    }
    if (constructors.size() > 255) {
      Report({}, "{} constructors do not fit one byte", constructors.size());
    }
  }

  void CheckFields(const Constructor& constructor) {
    std::set<std::string_view> names;
    for (const Field& field : constructor.fields) {
      if (!names.insert(field.name).second) {
        Report(field.position, "field `{}` of `{}` is defined twice", field.name, constructor.name);
      }
      if (FieldTypeOf(*description_, field.type) == FieldType::Unknown) {
        Report(field.position, "field `{}` has the unknown type `{}`", field.name, field.type);
      }
    }
  }

  const Field* NodeField(const Constructor& constructor, std::string_view name) const {
    for (const Field& field : constructor.fields) {
      if (field.name == name && HasNode(FieldTypeOf(*description_, field.type))) return &field;
    }
    return nullptr;
  }

  void CheckSource(const Constructor& constructor, const Source& source) {
    if (source.use == SourceUse::Rule) return;
    std::set<std::string_view> selectors;
    std::set<std::string_view> filled;
    for (const ChildRule& rule : source.rules) {
      if (!selectors.insert(rule.selector).second) {
        Report(rule.position, "`{}` is given two roles", rule.selector);
      }
      if (rule.selector.starts_with('#') && rule.selector.size() != 2) {
        Report(rule.position, "position `{}` is not a single digit", rule.selector);
      }
      if (NodeField(constructor, rule.role) == nullptr) {
        Report(rule.position, "`{}` has no field `{}` that holds nodes", constructor.name,
               rule.role);
      }
      filled.insert(rule.role);
    }
    for (const Field& field : constructor.fields) {
      bool is_needed = field.multiplicity == Multiplicity::One &&
                       HasNode(FieldTypeOf(*description_, field.type));
      if (is_needed && !filled.contains(field.name)) {
        Report(source.position, "`{}` does not fill the field `{}` of `{}`", source.symbol,
               field.name, constructor.name);
      }
    }
  }

  void CheckRoles() {
    std::map<std::string, std::string> field_of;
    for (const std::string& field : RoleFields(*description_)) {
      auto [found, is_new] = field_of.try_emplace(UpperCamel(field), field);
      if (!is_new) {
        Report({}, "fields `{}` and `{}` make the same role", found->second, field);
      }
    }
    if (field_of.contains("None")) Report({}, "a field `none` clashes with the empty role");
    if (field_of.size() > 254) Report({}, "{} roles do not fit one byte", field_of.size());
  }

  void CheckSymbols() {
    std::map<std::string, std::string> symbol_of;
    std::vector<SymbolEntry> symbols = Symbols(*description_);
    for (const SymbolEntry& entry : symbols) {
      auto [found, is_new] = symbol_of.try_emplace(CppName(entry.name), entry.name);
      if (!is_new && found->second == entry.name) {
        Report(entry.position, "symbol `{}` is mapped already", entry.name);
      } else if (!is_new) {
        Report(entry.position, "symbols `{}` and `{}` share a C++ name", found->second, entry.name);
      }
    }
    if (symbols.size() > 255) Report({}, "{} symbols do not fit one byte", symbols.size());
    for (const SymbolEntry& entry : symbols) CheckMentions(entry);
  }

  // A symbol that several kinds share needs a rule to choose between them. Only the kind
  // `identifier` does not: the type of the field asks for it.
  void CheckMentions(const SymbolEntry& entry) {
    if (entry.use != SymbolUse::Leaf && entry.use != SymbolUse::Regular) return;
    for (const Type& type : description_->types) {
      if (type.name == "identifier") continue;
      for (const Constructor& constructor : type.constructors) {
        for (const Source& source : constructor.sources) {
          if (source.symbol == entry.name && &source != entry.source) {
            Report(source.position, "symbol `{}` makes `{}` already; use `by rule`", entry.name,
                   entry.constructor->name);
          }
        }
      }
    }
  }

  const Description* description_;  // Not null; outlives the checker.
  std::vector<Error> errors_;
};

}  // namespace

std::vector<Error> CheckAsdl(const Description& description) {
  return Checker(description).Run();
}

}  // namespace astgen
