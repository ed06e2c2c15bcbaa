#include "validate/peg_machine.h"

#include <fmt/args.h>
#include <fmt/format.h>

namespace weft::peg {
namespace {

std::string_view NameOfKind(NodeKind kind) {
  switch (kind) {
    case NodeKind::Attribute:
      return "attribute";
    case NodeKind::Subscript:
      return "subscript";
    case NodeKind::Starred:
      return "starred";
    case NodeKind::Name:
      return "name";
    case NodeKind::List:
      return "list";
    case NodeKind::Tuple:
      return "tuple";
    case NodeKind::Lambda:
      return "lambda";
    case NodeKind::Call:
      return "function call";
    case NodeKind::GeneratorExp:
      return "generator expression";
    case NodeKind::Yield:
      return "yield expression";
    case NodeKind::Await:
      return "await expression";
    case NodeKind::ListComp:
      return "list comprehension";
    case NodeKind::SetComp:
      return "set comprehension";
    case NodeKind::DictComp:
      return "dict comprehension";
    case NodeKind::Dict:
      return "dict literal";
    case NodeKind::Set:
      return "set display";
    case NodeKind::JoinedStr:
      return "f-string expression";
    case NodeKind::NoneLiteral:
      return "None";
    case NodeKind::False:
      return "False";
    case NodeKind::True:
      return "True";
    case NodeKind::Ellipsis:
      return "ellipsis";
    case NodeKind::Literal:
      return "literal";
    case NodeKind::Compare:
    case NodeKind::CompareIn:
      return "comparison";
    case NodeKind::IfExp:
      return "conditional expression";
    case NodeKind::NamedExpr:
      return "named expression";
    default:
      return "expression";
  }
}

}  // namespace

NodeKind Machine::KindOf(Value value) const {
  return value.is_token() ? NodeKind::Name : nodes_[value.index()].kind;
}

std::string_view Machine::NameOf(Value value) const {
  return NameOfKind(KindOf(value));
}

std::string_view Machine::Text(uint32_t token) const {
  return source_.Slice(tokens_[token].span());
}

uint32_t Machine::FirstToken(Value value) const {
  return value.is_token() ? value.index() : nodes_[value.index()].first_token;
}

uint32_t Machine::LastToken(Value value) const {
  return value.is_token() ? value.index() : nodes_[value.index()].end_token - 1;
}

std::span<const Value> Machine::ChildrenOf(Value value) const {
  if (value.is_token()) {
    return {};
  }
  const Node& node = nodes_[value.index()];
  return std::span(children_).subspan(node.first_child, node.num_children);
}

// _PyPegen_get_invalid_target in Parser/action_helpers.c. The stack replaces its recursion.
std::optional<Value> Machine::FindBadTarget(Value value, Check check) const {
  std::vector<Value> open = {value};
  while (!open.empty()) {
    Value target = open.back();
    open.pop_back();
    std::span<const Value> children = ChildrenOf(target);
    switch (KindOf(target)) {
      case NodeKind::List:
      case NodeKind::Tuple:
        open.insert(open.end(), children.rbegin(), children.rend());
        break;
      case NodeKind::Starred:
        if (check == Check::IsBadDelTarget) {
          return target;
        }
        open.push_back(children[0]);
        break;
      case NodeKind::CompareIn:
        if (check != Check::IsBadForTarget) {
          return target;
        }
        open.push_back(children[0]);
        break;
      case NodeKind::Compare:
        if (check != Check::IsBadForTarget) {
          return target;
        }
        break;
      case NodeKind::Name:
      case NodeKind::Subscript:
      case NodeKind::Attribute:
        break;
      default:
        return target;
    }
  }
  return std::nullopt;
}

bool Machine::CheckNumber(Value value, bool wants_real) {
  const PegToken& token = tokens_[FirstToken(value)];
  std::string_view text = source_.Slice(token.span());
  bool is_real = !text.ends_with('j') && !text.ends_with('J');
  if (is_real != wants_real) {
    DiagnosticId id = wants_real ? DiagnosticId::RealRequired : DiagnosticId::ImaginaryRequired;
    RaiseAt(id, token.span(), std::string(kDiagnosticRows[static_cast<size_t>(id)].format));
  }
  return true;
}

// A conversion's name directly follows its exclamation mark.
bool Machine::CheckConversion(uint32_t mark) {
  const PegToken& bang = tokens_[mark];
  const PegToken& name = tokens_[mark + 1];
  if (bang.end != name.begin) {
    DiagnosticId id = DiagnosticId::ConversionApart;
    RaiseAt(id, {bang.begin, name.end},
            std::string(kDiagnosticRows[static_cast<size_t>(id)].format));
  }
  return true;
}

bool Machine::CheckField(Value conversion) {
  uint32_t bang = FirstToken(conversion);
  if (!conversion.is_token() || tokens_[bang].kind != TokenKind::FieldConversion) {
    return true;
  }
  std::string_view text = Text(bang + 1);
  if (text != "s" && text != "r" && text != "a") {
    RaiseAt(DiagnosticId::UnknownConversion, tokens_[bang + 1].span(),
            fmt::format("f-string: invalid conversion character '{}': expected 's', 'r', or 'a'",
                        text));
  }
  return true;
}

bool Machine::Holds(Check check, Frame& frame) {
  Value& a = frame.labels[0];
  switch (check) {
    case Check::IsBadTarget:
    case Check::IsBadForTarget:
    case Check::IsBadDelTarget: {
      std::optional<Value> bad = FindBadTarget(a, check);
      a = bad.value_or(a);
      return bad.has_value();
    }
    case Check::IsLegacyStatement: {
      std::string_view text = Text(FirstToken(a));
      return KindOf(a) == NodeKind::Name && (text == "print" || text == "exec");
    }
    case Check::IsMissingComma:
      return !Holds(Check::IsLegacyStatement, frame) && tokens_[mark_ - 1].level > 0;
    case Check::HasManyArguments: {
      // The last positional argument is where the generator begins.
      size_t num_positional = 0;
      Value last = a;
      for (Value child : ChildrenOf(a)) {
        NodeKind kind = KindOf(child);
        if (kind != NodeKind::Keyword && kind != NodeKind::DoubleStarred) {
          ++num_positional;
          last = child;
        }
      }
      a = last;
      return num_positional > 1;
    }
    case Check::IsReal:
      return CheckNumber(a, true);
    case Check::IsImaginary:
      return CheckNumber(a, false);
    case Check::IsConversion:
      return CheckConversion(frame.mark);
    case Check::IsField:
      return CheckField(a);
    case Check::IsNumber:
      return CheckDigits(FirstToken(a));
    case Check::IsString:
      return CheckString(FirstToken(a));
    case Check::IsFString:
      return CheckFString(frame.mark, mark_);
    case Check::AreStrings:
      return CheckStrings(frame.mark, mark_);
    case Check::None:
      return true;
  }
  return true;
}

std::string Machine::Format(const Argument& argument, const Frame& frame) const {
  if (argument.type == ArgumentType::Literal) {
    return std::string(argument.text);
  }
  Value value = frame.labels[argument.label - 1U];
  switch (argument.type) {
    case ArgumentType::Line:
      return fmt::to_string(source_.lines().LineOf(tokens_[FirstToken(value)].begin));
    case ArgumentType::Name:
      return std::string(NameOf(value));
    case ArgumentType::Text:
      return std::string(Text(FirstToken(value)));
    case ArgumentType::Bound:
      return KindOf(value) == NodeKind::Tuple ? "constraints" : "bound";
    case ArgumentType::Unpacking: {
      for (Value child : ChildrenOf(value)) {
        if (KindOf(child) == NodeKind::DoubleStarred) {
          return " unpacking";
        }
      }
      return "";
    }
    case ArgumentType::Literal:
      break;
  }
  return "";
}

void Machine::Raise(const Action& action, const Frame& frame) {
  Span where;
  switch (action.place) {
    case Place::Last:
      where = LastRead();
      break;
    case Place::Next: {
      const PegToken* next = Peek();
      if (next == nullptr) {
        return;
      }
      where = {next->place, next->end};
      break;
    }
    case Place::Begin:
    case Place::End: {
      Value value = frame.labels[action.place_label - 1U];
      where = {tokens_[FirstToken(value)].begin, tokens_[LastToken(value)].end};
      if (action.place == Place::End) {
        where.begin = where.end - 1;
      }
      break;
    }
  }
  fmt::dynamic_format_arg_store<fmt::format_context> arguments;
  for (uint8_t i = 0; i < action.num_arguments; ++i) {
    arguments.push_back(Format(action.arguments[i], frame));
  }
  RaiseAt(action.message, where,
          fmt::vformat(kDiagnosticRows[static_cast<size_t>(action.message)].format, arguments));
}

void Machine::RaiseAt(DiagnosticId id, Span span, std::string message) {
  if (span.end < span.begin) {
    span.end = span.begin;
  }
  error_ = Diagnostic{id, Severity::Error, span, std::move(message)};
}

}  // namespace weft::peg
