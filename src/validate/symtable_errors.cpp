#include "validate/symtable_errors.h"

#include "validate/compile_errors.h"
#include "validate/repeated_names.h"

#include <array>

namespace weft {
namespace {

// The order in which symtable_visit_arguments comes to the parameters.
constexpr std::array kParameterRoles = {Role::Posonlyargs, Role::Args, Role::Kwonlyargs,
                                        Role::Vararg, Role::Kwarg};

}  // namespace

void CheckArguments(const Tree& tree, NodeId id, Findings& findings) {
  uint32_t num_parameters = 0;
  for (NodeId child : Children(tree, id)) {
    if (tree[child].kind != Kind::arg) continue;
    ++num_parameters;
    CheckDebugBinding(tree, child, child, Role::Arg, findings);
  }
  if (num_parameters < 2) return;
  NameList names;
  std::vector<NodeId> parameters;
  for (Role role : kParameterRoles) {
    for (NodeId child : Children(tree, id, role)) {
      parameters.push_back(child);
      names.Add(tree.Text(tree.FirstChild(child)));
    }
    if (parameters.size() == num_parameters) break;
  }
  if (auto repetition = names.EarliestSecond()) {
    NodeId at = parameters[repetition->second];
    findings.Report<DiagnosticId::DuplicateArgument>(CompilePhase::Symbols, at, tree[at].span,
                                                     names[repetition->second]);
  }
}

void CheckTypeParams(const Tree& tree, NodeId id, Findings& findings) {
  NameList names;
  std::vector<NodeId> params;
  bool has_default = false;
  for (NodeId param : Children(tree, id)) {
    if (tree[param].role == Role::Body || tree[param].role == Role::Args) break;
    if (tree[param].role != Role::TypeParams) continue;
    NodeId name = tree.Child(param, Role::Name);
    if (!name.is_valid()) continue;
    CheckDebugBinding(tree, param, param, Role::Name, findings);
    params.push_back(param);
    names.Add(tree.Text(name));
    if (tree.Child(param, Role::DefaultValue).is_valid()) {
      has_default = true;
    } else if (has_default) {
      findings.Report<DiagnosticId::TypeParamWithoutDefault>(CompilePhase::Code, param,
                                                             tree[param].span, tree.Text(name));
    }
  }
  if (tree[id].kind == Kind::TypeAlias) CheckDebugBinding(tree, id, id, Role::Name, findings);
  if (names.size() < 2) return;
  if (auto repetition = names.EarliestSecond()) {
    NodeId at = params[repetition->second];
    findings.Report<DiagnosticId::DuplicateTypeParam>(CompilePhase::Symbols, at, tree[at].span,
                                                      names[repetition->second]);
  }
}

}  // namespace weft
