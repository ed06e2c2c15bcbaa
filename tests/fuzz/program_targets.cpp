#include "fuzz/program_grammar.h"

namespace weft::fuzz_internal {

void ProgramGrammar::Targets(Role role) {
  if (choices_.Below(4) < 3) {
    return Target(role, Context::Store, true);
  }
  out_.Open(Kind::Tuple, role, Context::Store);
  TargetElements(Context::Store, true);
  out_.Close();
}

// With `may_be_pattern`, also a tuple or list of targets.
void ProgramGrammar::Target(Role role, Context context, bool may_be_pattern) {
  Within depth(depth_, depth_ + 1);
  switch (is_deep() ? 0 : choices_.Below(may_be_pattern ? 8 : 6)) {
    case 3:
      return Attribute(role, context);
    case 4:
      return Subscript(role, context);
    case 5:
      return Bracketed("(", ")", [&] { Target(role, context, may_be_pattern); });
    case 6:
      out_.Open(Kind::Tuple, role, context);
      Bracketed("(", ")", [&] {
        if (choices_.Below(4) > 0) {
          TargetElements(context, true);
        }
      });
      return out_.Close();
    case 7:
      out_.Open(Kind::List, role, context);
      Bracketed("[", "]", [&] {
        if (choices_.Below(4) > 0) {
          TargetElements(context, false);
        }
      });
      return out_.Close();
    default:
      return out_.Leaf(Kind::Name, role, Name(), context);
  }
}

// At least one, at most one of them starred.
void ProgramGrammar::TargetElements(Context context, bool needs_comma) {
  bool may_be_starred = context == Context::Store;
  uint32_t num_elements = 1 + choices_.Below(3);
  for (uint32_t i = 0; i < num_elements; ++i) {
    if (may_be_starred && choices_.OneIn(4)) {
      may_be_starred = false;
      out_.Open(Kind::Starred, Role::Elts, context);
      out_.Symbol("*");
      Target(Role::Value, context, true);
      out_.Close();
    } else {
      Target(Role::Elts, context, true);
    }
    if (i + 1 < num_elements || (needs_comma && num_elements == 1) || choices_.OneIn(4)) {
      out_.Symbol(",");
    }
  }
}

}  // namespace weft::fuzz_internal
