#include "passes/strip_doc.h"

#include "passes/harmless_decorators.h"
#include "passes/statement_stripper.h"
#include "print/prologue.h"
#include "syntax/visitor.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <string>

namespace weft {
namespace {

// Modules whose functions read the docstrings of their callers.
constexpr std::string_view kReaders[] = {"docopt", "doctest", "pydoc", "ply"};

// Who reads docstrings, as far as the file shows.
class DocReaders : public Visitor<DocReaders> {
 public:
  explicit DocReaders(const Scopes& scopes) : scopes_(scopes) {}

  // Why the docstrings of all functions and classes are kept.
  std::string_view of_all() const { return of_all_; }
  bool of_module() const { return of_module_; }
  bool Of(const std::string& qualified_name) const { return read_.contains(qualified_name); }

  Walk VisitAttribute(ast::Attribute attribute) {
    std::string_view name = tree().Text(attribute.attr());
    if (name == "getdoc") {
      of_all_ = "the file calls `getdoc`";
    }
    if (name != "__doc__" || tree()[attribute.id()].context() != Context::Load) {
      return Walk::Into;
    }
    Scopes::Origin origin = scopes_.OriginOf(attribute.value());
    if (origin.kind == Scopes::Origin::Kind::Definition) {
      read_.insert(origin.dotted);
    } else if (origin.kind == Scopes::Origin::Kind::Unknown) {
      of_all_ = "the file reads the `__doc__` of something";
    }
    return Walk::Into;
  }

  Walk VisitName(ast::Name name) {
    if (tree().Text(name.id()) == "__doc__" && tree()[name.id()].context() == Context::Load) {
      of_module_ = true;
    }
    return Walk::Into;
  }

  Walk VisitConstant(ast::Constant constant) {
    std::string_view text = tree().Text(constant.id());
    if (text == "'__doc__'" || text == "\"__doc__\"") {
      of_module_ = true;
      of_all_ = "the file has the name `__doc__` in a string";
    }
    return Walk::Over;
  }

  Walk VisitAlias(ast::alias alias) { return VisitImported(alias.name()); }

  Walk VisitImportFrom(ast::ImportFrom import) {
    if (import.module().is_valid()) {
      VisitImported(import.module());
    }
    return Walk::Into;
  }

 private:
  Walk VisitImported(NodeId dotted) {
    std::string_view name = tree().Text(dotted);
    if (name == "getdoc" ||
        std::ranges::find(kReaders, name.substr(0, name.find('.'))) != std::end(kReaders)) {
      of_module_ = true;
      of_all_ = "the file imports what reads docstrings";
    }
    return Walk::Over;
  }

  const Scopes& scopes_;
  std::string_view of_all_;
  bool of_module_ = false;
  std::set<std::string> read_;
};

class StripDocPass : public Visitor<StripDocPass> {
 public:
  StripDocPass(const PassInput& input, PassOutput& output)
      : input_(input), options_(input.options), readers_(input.scopes), stripper_(input, output) {
    readers_.Run(input.tree);
  }

  void Run() {
    Visitor::Run(input_.tree);
    stripper_.Finish();
  }

  Walk VisitModule(ast::Module module) {
    NodeId first = input_.tree.FirstChild(module.id());
    if (options_.doc_module && !options_.doc_private_only && first.is_valid() &&
        IsDocstring(tree(), first)) {
      stripper_.Strip(first, "docstring", ReasonOfModule(first));
    }
    return Walk::Into;
  }

  Walk VisitClassDef(ast::ClassDef definition) {
    return VisitDefinition(definition.id(), options_.doc_class);
  }
  Walk VisitFunctionDef(ast::FunctionDef definition) {
    return VisitDefinition(definition.id(), options_.doc_function);
  }
  Walk VisitAsyncFunctionDef(ast::AsyncFunctionDef definition) {
    return VisitDefinition(definition.id(), options_.doc_function);
  }
  Walk VisitNode(NodeId id) { return IsExpr(tree()[id].kind) ? Walk::Over : Walk::Into; }

 private:
  Walk VisitDefinition(NodeId definition, bool is_wanted) {
    NodeId first = tree().Child(definition, Role::Body);
    bool is_private = tree().Text(tree().Child(definition, Role::Name)).starts_with('_');
    is_wanted &= is_private || !options_.doc_private_only;
    if (is_wanted && IsDocstring(tree(), first)) {
      stripper_.Strip(first, "docstring", options_.doc_all ? "" : ReasonOf(definition, first));
    }
    return Walk::Into;
  }

  std::string_view ReasonOfModule(NodeId docstring) const {
    NodeId next = tree().NextSibling(kRootNode, docstring);
    if (next.is_valid() && IsDocstring(tree(), next)) {
      return "a string follows it";
    }
    return readers_.of_module() && !options_.doc_all ? "the file reads its `__doc__`" : "";
  }

  std::string_view ReasonOf(NodeId definition, NodeId docstring) const {
    if (!readers_.of_all().empty()) {
      return readers_.of_all();
    }
    if (readers_.Of(input_.scopes.qualified_name(input_.scopes.ScopeOf(docstring)))) {
      return "the file reads its `__doc__`";
    }
    return HasUnknownDecorator(tree(), input_.scopes, definition) ? "its decorator may read it"
                                                                  : "";
  }

  const PassInput& input_;
  const PassOptions& options_;
  DocReaders readers_;
  StatementStripper stripper_;
};

}  // namespace

void StripDoc(const PassInput& input, PassOutput& output, Diagnostics& /*diagnostics*/) {
  StripDocPass(input, output).Run();
}

}  // namespace weft
