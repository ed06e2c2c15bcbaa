#include "syntax/joined_values.h"

#include "syntax/constant_repr.h"
#include "syntax/literal_text.h"
#include "syntax/string_parts.h"

#include <utility>

namespace weft {
namespace {

// Where a self-documenting field's text ends for its Constant: in front of the conversion, the
// format specification or the closing brace.
uint32_t EndOfDebugText(const Tree& tree, NodeId field) {
  NodeId value = tree.Child(field, Role::Value);
  for (uint32_t at = tree.TokenAtOrAfter(tree[value].span.end);; ++at) {
    const Token& token = tree.tokens()[at];
    if (token.kind == TokenKind::FieldConversion || token.kind == TokenKind::FieldColon ||
        token.kind == TokenKind::FieldClose) {
      return token.begin;
    }
  }
}

// Whether CPython 3.13 has a Constant in place of the specification: where its tokenizer makes
// several tokens of it, as of `\N{BULLET}.`, and none is a field.
bool IsConstantSpec(const Tree& tree, NodeId spec, PythonVersion python) {
  size_t num_texts = 0;
  for (const StringPart& part : PartsOfString(tree, spec)) {
    if (part.type == StringPart::Type::Field) {
      return false;
    }
    std::string value;
    DecodeText(tree.source().Slice(part.span), false, python, value);
    num_texts += value.empty() ? 0 : 1;
  }
  return python.minor >= 13 && num_texts > 1;
}

class ValueBuilder {
 public:
  ValueBuilder(const Tree& tree, NodeId joined, PythonVersion python)
      : tree_(tree), joined_(joined), python_(python) {}

  JoinedValues Run() {
    bool is_spec = tree_[joined_].role == Role::FormatSpec;
    keeps_empty_ = is_spec && python_.minor == 12;
    for (const StringPart& part : PartsOfString(tree_, joined_)) {
      switch (part.type) {
        case StringPart::Type::Literal:
          AddLiteral(part.span);
          break;
        case StringPart::Type::Text:
          // 3.12 and 3.13 decode the text of a specification even in a raw f-string.
          AddText(tree_.source().Slice(part.span),
                  part.is_raw && (!is_spec || is_old() || python_.minor >= 14), part.whole);
          break;
        case StringPart::Type::Field:
          AddField(part, is_spec);
          break;
        case StringPart::Type::End:
          break;
      }
    }
    bool is_constant = false;
    if (is_spec && python_.minor == 12) {
      EndSpecOf312();
    } else {
      is_constant = is_spec && IsConstantSpec(tree_, joined_, python_);
      Fold();
    }
    if (!values_.empty()) {
      values_.back().is_last = true;
    }
    return {std::move(values_), is_constant};
  }

 private:
  // Before PEP 701 f-strings were taken apart by a parser of their own.
  bool is_old() const { return python_.minor < 12; }

  void AddConstant(std::string value, Span span, bool has_unicode_kind) {
    values_.push_back({.joined = joined_,
                       .value = std::move(value),
                       .span = span,
                       .has_unicode_kind = has_unicode_kind});
  }

  void AddLiteral(Span literal) {
    std::string value;
    AppendLiteralValue(tree_, literal, python_, value);
    AddConstant(std::move(value), literal, tree_.source().Slice(literal).starts_with('u'));
  }

  // Text that stands for nothing, such as a continued line, leaves no trace.
  void AddText(std::string_view text, bool is_raw, Span span) {
    std::string value;
    DecodeText(text, is_raw, python_, value);
    if (!value.empty() || keeps_empty_) {
      AddConstant(std::move(value), span, false);
    }
  }

  // 3.12 takes the tokens of a specification as they come. There is an empty one in front of
  // the closing brace, unless the brace ends some text.
  void EndSpecOf312() {
    uint32_t end = tree_[joined_].span.end;
    if (values_.empty()) {
      return;
    }
    const JoinedValue& last = values_.back();
    if (values_.size() == 1 && !last.field.is_valid() && last.value.empty()) {
      return values_.clear();
    }
    if (last.field.is_valid() || tree_.source().text()[end - 1] == '}') {
      AddConstant("", {end, end}, false);
    }
  }

  void AddField(const StringPart& part, bool is_spec) {
    if ((tree_[part.field].flags & Node::kSelfDocumenting) != 0) {
      Span span = {part.span.begin + 1, EndOfDebugText(tree_, part.field)};
      if (is_old()) {
        AddText(tree_.source().Slice(span), true, span);
      } else {
        NodeId spec = tree_.Child(part.field, Role::FormatSpec);
        if (spec.is_valid() && IsConstantSpec(tree_, spec, python_) &&
            tree_.source().text()[span.end] == ':') {
          ++span.end;  // One in front of where the specification begins, less the colon.
        }
        std::string text;
        AppendDebugText(tree_, part.field, python_, text);
        // Outside of specifications CPython decoded even this text, up to 3.13.
        AddText(text, part.is_raw || is_spec || python_.minor >= 14, span);
      }
    }
    values_.push_back({.joined = joined_, .field = part.field, .span = part.span});
  }

  // Neighbouring constants become one, with the kind of the first; empty ones are left out.
  void Fold() {
    std::vector<JoinedValue> folded;
    bool joins = false;
    for (JoinedValue& value : values_) {
      bool is_constant = !value.field.is_valid();
      if (is_constant && joins) {
        folded.back().value += value.value;
        folded.back().span.end = value.span.end;
        continue;
      }
      DropEmpty(folded);
      joins = is_constant;
      folded.push_back(std::move(value));
    }
    DropEmpty(folded);
    values_ = std::move(folded);
  }

  static void DropEmpty(std::vector<JoinedValue>& values) {
    if (!values.empty() && !values.back().field.is_valid() && values.back().value.empty()) {
      values.pop_back();
    }
  }

  const Tree& tree_;
  NodeId joined_;
  PythonVersion python_;
  bool keeps_empty_ = false;
  std::vector<JoinedValue> values_;
};

}  // namespace

JoinedValues ValuesOfJoined(const Tree& tree, NodeId joined, PythonVersion python) {
  return ValueBuilder(tree, joined, python).Run();
}

}  // namespace weft
