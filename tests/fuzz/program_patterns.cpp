#include "fuzz/program_grammar.h"

#include <algorithm>

namespace weft::fuzz_internal {

std::string ProgramGrammar::Capture() {
  if (!may_capture_) {
    return "";
  }
  std::string name(Name());
  if (name == "_" || std::find(captures_.begin(), captures_.end(), name) != captures_.end()) {
    name = UniqueName("m");
  }
  captures_.push_back(name);
  return name;
}

// With `is_refutable`, one that does not match everything.
void ProgramGrammar::Pattern(Role role, bool is_refutable) {
  Within depth(depth_, depth_ + 1);
  if (is_deep()) {
    return LiteralValue(role);
  }
  switch (choices_.Below(6)) {
    case 4:
      return Alternatives(role, is_refutable);
    case 5:
      if (may_capture_) {
        out_.Open(Kind::MatchAs, role);
        if (choices_.OneIn(4)) {
          Alternatives(Role::Pattern, true);
        } else {
          ClosedPattern(Role::Pattern, true);
        }
        out_.Word("as");
        out_.Leaf(Kind::identifier, Role::Name, Capture());
        return out_.Close();
      }
      [[fallthrough]];
    default:
      return ClosedPattern(role, is_refutable);
  }
}

// `a | b`. Every alternative would have to bind the same names, so none binds any.
void ProgramGrammar::Alternatives(Role role, bool is_refutable) {
  Within may_capture(may_capture_, false);
  out_.Open(Kind::MatchOr, role);
  ClosedPattern(Role::Patterns, true);
  bool goes_on = true;
  while (goes_on) {
    out_.Symbol("|");
    goes_on = choices_.OneIn(3);
    ClosedPattern(Role::Patterns, goes_on || is_refutable);
  }
  out_.Close();
}

void ProgramGrammar::ClosedPattern(Role role, bool is_refutable) {
  switch (is_deep() ? 0 : choices_.Below(12)) {
    case 2:
      out_.Open(Kind::MatchSingleton, role);
      out_.Word(choices_.Of({"None", "True", "False"}));
      return out_.Close();
    case 3:
      out_.Open(Kind::MatchValue, role);
      DottedName(Role::Value, 1 + choices_.Below(2));
      return out_.Close();
    case 4:
      return Bracketed("(", ")", [&] { Pattern(role, is_refutable); });
    case 5:
      return SequencePattern(role, "(", ")");
    case 6:
      return SequencePattern(role, "[", "]");
    case 7:
      return MappingPattern(role);
    case 8:
      return ClassPattern(role);
    case 9:
    case 10:
    case 11:
      if (!is_refutable) {
        out_.Open(Kind::MatchAs, role);
        std::string name = choices_.OneIn(3) ? "" : Capture();
        if (name.empty()) {
          out_.Word("_");
        } else {
          out_.Leaf(Kind::identifier, Role::Name, name);
        }
        return out_.Close();
      }
      [[fallthrough]];
    default:
      return LiteralValue(role);
  }
}

// A MatchValue of a number or string.
void ProgramGrammar::LiteralValue(Role role) {
  out_.Open(Kind::MatchValue, role);
  SignedNumber(Role::Value, choices_.Of({"1", "''", "0x1F", "1.5", "1_000", ".5"}));
  out_.Close();
}

// A literal as patterns have them: `-1`, `1 + 2j`, `'a' 'b'`.
void ProgramGrammar::SignedNumber(Role role, std::string_view number) {
  if (number == "''") {
    out_.Open(Kind::Constant, role);
    bool is_bytes = choices_.OneIn(4);
    do {
      PlainString(is_bytes);
    } while (choices_.OneIn(4));
    return out_.Close();
  }
  bool is_complex = choices_.OneIn(4);
  bool is_negative = choices_.OneIn(3);
  if (is_complex) {
    out_.Open(Kind::BinOp, role);
    role = Role::Left;
  }
  if (is_negative) {
    out_.Open(Kind::UnaryOp, role);
    out_.Open(Kind::USub, Role::Op);
    out_.Symbol("-");
    out_.Close();
    role = Role::Operand;
  }
  out_.Open(Kind::Constant, role);
  out_.Number(number);
  out_.Close();
  if (is_negative) {
    out_.Close();
  }
  if (is_complex) {
    bool is_sum = choices_.Flip();
    out_.Open(is_sum ? Kind::Add : Kind::Sub, Role::Op);
    out_.Symbol(is_sum ? "+" : "-");
    out_.Close();
    out_.Open(Kind::Constant, Role::Right);
    out_.Number(choices_.Of({"2j", ".5J", "0j"}));
    out_.Close();
    out_.Close();
  }
}

void ProgramGrammar::DottedName(Role role, uint32_t num_dots) {
  bool is_key = role == Role::Keys;
  for (uint32_t i = 0; i < num_dots; ++i) {
    out_.Open(Kind::Attribute, role);
    role = Role::Value;
  }
  // Outside of keys, Python takes a `_` for the wildcard whatever follows.
  std::string_view name = Name();
  out_.Leaf(Kind::Name, role, name == "_" && !is_key ? "a" : name);
  for (uint32_t i = 0; i < num_dots; ++i) {
    out_.Symbol(".");
    out_.Leaf(Kind::identifier, Role::Attr, Name());
    out_.Close();
  }
}

// Without brackets where `open` is empty; then it is not.
void ProgramGrammar::SequencePattern(Role role, std::string_view open, std::string_view close) {
  out_.Open(Kind::MatchSequence, role);
  bool is_open = open.empty();
  if (!is_open) {
    out_.OpenBracket(open);
  }
  uint32_t num_patterns = choices_.Below(4);
  num_patterns = is_open && num_patterns == 0 ? 1 : num_patterns;
  bool may_have_star = true;
  for (uint32_t i = 0; i < num_patterns; ++i) {
    if (may_have_star && choices_.OneIn(4)) {
      may_have_star = false;
      out_.Open(Kind::MatchStar, Role::Patterns);
      out_.Symbol("*");
      std::string name = choices_.OneIn(4) ? "" : Capture();
      if (name.empty()) {
        out_.Word("_");
      } else {
        out_.Leaf(Kind::identifier, Role::Name, name);
      }
      out_.Close();
    } else {
      Pattern(Role::Patterns, false);
    }
    bool needs_comma = i + 1 < num_patterns || (num_patterns == 1 && open != "[");
    if (needs_comma || choices_.OneIn(4)) {
      out_.Symbol(",");
    }
  }
  if (!is_open) {
    out_.CloseBracket(close);
  }
  out_.Close();
}

void ProgramGrammar::MappingPattern(Role role) {
  out_.Open(Kind::MatchMapping, role);
  out_.OpenBracket("{");
  uint32_t num_items = choices_.Below(3);
  bool has_rest = may_capture_ && choices_.OneIn(4);
  for (uint32_t i = 0; i < num_items; ++i) {
    switch (choices_.Below(4)) {
      case 0:
        // No key may occur twice.
        SignedNumber(Role::Keys, std::to_string(1000 + num_unique_++));
        break;
      case 1:
        out_.Open(Kind::Constant, Role::Keys);
        out_.Symbol('"' + UniqueName("k") + '"');
        out_.Close();
        break;
      case 2:
        if (i == 0) {
          out_.Leaf(Kind::Constant, Role::Keys, choices_.Of({"None", "True"}));
          break;
        }
        [[fallthrough]];
      default:
        DottedName(Role::Keys, 1 + choices_.Below(2));
        break;
    }
    out_.Symbol(":");
    Pattern(Role::Patterns, false);
    if (i + 1 < num_items || has_rest || choices_.OneIn(4)) {
      out_.Symbol(",");
    }
  }
  if (has_rest) {
    out_.Symbol("**");
    out_.Leaf(Kind::identifier, Role::Rest, Capture());
    if (choices_.OneIn(4)) {
      out_.Symbol(",");
    }
  }
  out_.CloseBracket("}");
  out_.Close();
}

void ProgramGrammar::ClassPattern(Role role) {
  out_.Open(Kind::MatchClass, role);
  DottedName(Role::Cls, choices_.OneIn(3) ? 1 : 0);
  out_.OpenBracket("(");
  uint32_t num_arguments = choices_.Below(4);
  uint32_t num_positional = choices_.Below(num_arguments + 1);
  std::vector<std::string> used;
  if (num_positional > 0) {
    used.emplace_back("_");  // Python would take it for one more positional pattern.
  }
  for (uint32_t i = 0; i < num_arguments; ++i) {
    if (i < num_positional) {
      Pattern(Role::Patterns, false);
    } else {
      out_.Leaf(Kind::identifier, Role::KwdAttrs, NameNotIn(used));
      out_.Symbol("=");
      Pattern(Role::KwdPatterns, false);
    }
    if (i + 1 < num_arguments || choices_.OneIn(4)) {
      out_.Symbol(",");
    }
  }
  out_.CloseBracket(")");
  out_.Close();
}

}  // namespace weft::fuzz_internal
