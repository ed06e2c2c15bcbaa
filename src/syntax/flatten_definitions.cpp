#include "syntax/flattener.h"

#include <algorithm>

namespace weft::flatten_internal {

// A function or class, with its decorators where `decorated` is another node.
void Flattener::Definition(const Work& work, ConcreteRef definition, ConcreteRef decorated) {
  Work whole = work;
  whole.ref = decorated;
  ChildList children = Gather(definition);
  ChildList outer = Gather(decorated);
  const ChildList* decorators = decorated == definition ? nullptr : &outer;
  if (SymbolOf(definition) == Symbol::class_definition) {
    Class(whole, children, decorators);
  } else {
    Function(whole, children, decorators);
  }
}

void Flattener::Decorators(const ChildList* decorators) {
  for (size_t i = 0; decorators != nullptr && i < decorators->size(); ++i) {
    if ((*decorators)[i].symbol == Symbol::decorator) {
      Convert(Gather((*decorators)[i].ref)[1].ref, Role::DecoratorList);
    }
  }
}

void Flattener::Function(const Work& work, const ChildList& children, const ChildList* decorators) {
  bool is_async = children.HasToken(TokenKind::Async);
  Open(is_async ? Kind::AsyncFunctionDef : Kind::FunctionDef, work.role, SpanOf(work.ref));
  Decorators(decorators);
  Leaf(Kind::identifier, Role::Name, LeafSpan(children.Find(Field::Name)->ref));
  if (const Child* params = children.Find(Field::TypeParameters)) {
    TypeParameters(params->ref);
  }
  Convert(children.Find(Field::Parameters)->ref, Role::Args);
  if (const Child* returns = children.Find(Field::ReturnType)) {
    Convert(returns->ref, Role::Returns);
  }
  Block(children.Find(Symbol::block)->ref, Role::Body);
  Close();
}

void Flattener::Class(const Work& work, const ChildList& children, const ChildList* decorators) {
  Open(Kind::ClassDef, work.role, SpanOf(work.ref));
  Decorators(decorators);
  Leaf(Kind::identifier, Role::Name, LeafSpan(children.Find(Field::Name)->ref));
  if (const Child* params = children.Find(Field::TypeParameters)) {
    TypeParameters(params->ref);
  }
  if (const Child* bases = children.Find(Field::Superclasses)) {
    Arguments(Gather(bases->ref), true);
  }
  Block(children.Find(Symbol::block)->ref, Role::Body);
  Close();
}

// What stands between the parentheses of a call or a class.
void Flattener::Arguments(const ChildList& children, bool is_class) {
  for (size_t i = 0; i < children.size(); ++i) {
    const Child child = children[i];
    if (child.symbol == Symbol::keyword_argument) {
      Convert(child.ref, Role::Keywords);
    } else if (child.symbol == Symbol::dictionary_splat) {
      Open(Kind::keyword, Role::Keywords, SpanOf(child.ref));
      Convert(Gather(child.ref)[1].ref, Role::Value);
      Close();
    } else if (child.is_operand()) {
      Convert(child.ref, is_class ? Role::Bases : Role::Args);
    }
  }
}

void Flattener::Parameters(const Work& work) {
  Open(Kind::arguments, work.role, SpanOf(work.ref));
  ChildList children = Gather(work.ref);
  size_t slash = 0;
  for (size_t i = 0; i < children.size(); ++i) {
    if (children[i].symbol == Symbol::positional_separator) {
      slash = i;
    }
  }
  bool is_keyword_only = false;
  for (size_t i = 0; i < children.size(); ++i) {
    const Child child = children[i];
    if (child.symbol == Symbol::keyword_separator) {
      is_keyword_only = true;
    } else if (child.symbol == Symbol::positional_separator || !child.is_operand()) {
      continue;
    } else {
      Symbol inner = child.symbol;
      if (inner == Symbol::typed_parameter) {
        inner = Gather(child.ref)[0].symbol;
      }
      if (inner == Symbol::list_splat_pattern) {
        Parameter(child, Role::Vararg, Role::None);
        is_keyword_only = true;
      } else if (inner == Symbol::dictionary_splat_pattern) {
        Parameter(child, Role::Kwarg, Role::None);
      } else if (is_keyword_only) {
        Parameter(child, Role::Kwonlyargs, Role::KwDefaults);
      } else {
        Parameter(child, i < slash ? Role::Posonlyargs : Role::Args, Role::Defaults);
      }
    }
  }
  Close();
}

void Flattener::Parameter(const Child& parameter, Role role, Role default_role) {
  ConcreteRef name = parameter.ref;
  ConcreteRef annotation;
  ConcreteRef value;
  bool has_annotation = false;
  bool has_value = false;
  switch (parameter.symbol) {
    case Symbol::typed_parameter:
    case Symbol::default_parameter:
    case Symbol::typed_default_parameter: {
      ChildList parts = Gather(parameter.ref);
      name = parts[0].ref;
      if (const Child* type = parts.Find(Field::Type)) {
        annotation = type->ref;
        has_annotation = true;
      }
      if (const Child* given = parts.Find(Field::Value)) {
        value = given->ref;
        has_value = true;
      }
      break;
    }
    default:
      break;
  }
  Symbol symbol = SymbolOf(name);
  if (symbol == Symbol::list_splat_pattern || symbol == Symbol::dictionary_splat_pattern) {
    ChildList parts = Gather(name);
    name = parts[1].ref;
  }
  if (!name.is_token()) {
    return diagnostics_.Report<DiagnosticId::InvalidSyntax>(SpanOf(name));
  }
  Span span = LeafSpan(name);
  Open(Kind::arg, role, {span.begin, has_annotation ? SpanOf(annotation).end : span.end});
  Leaf(Kind::identifier, Role::Arg, span);
  if (has_annotation) {
    Convert(annotation, Role::Annotation);
  }
  Close();
  if (has_value) {
    Convert(value, default_role);
  }
}

void Flattener::TypeParameters(ConcreteRef ref) {
  ChildList children = Gather(ref);
  for (size_t i = 0; i < children.size(); ++i) {
    if (children[i].is_operand()) {
      TypeParameter(children[i].ref);
    }
  }
}

// `T`, `T: bound`, `*Ts` or `**P`; then perhaps a default, which was parsed apart.
void Flattener::TypeParameter(ConcreteRef ref) {
  uint32_t first = FirstToken(ref);
  uint32_t last = LastToken(ref);
  ConcreteRef default_value;
  bool has_default = false;
  uint32_t end = tokens_[last].end;
  if ((tokens_[last + 1].flags & token_flag::kTypeDefault) != 0) {
    auto found =
        std::lower_bound(concrete_.type_defaults.begin(), concrete_.type_defaults.end(), last + 1,
                         [](const auto& entry, uint32_t token) { return entry.first < token; });
    // A module of one expression statement: its first operand is the default.
    ChildList statements = Gather(found->second);
    default_value = statements[0].ref;
    has_default = true;
    end = SpanOf(default_value).end;
  }
  ConcreteRef inner = SkipInline(ref);
  Symbol symbol = SymbolOf(inner);
  Kind kind = symbol != Symbol::splat_type             ? Kind::TypeVar
              : tokens_[first].kind == TokenKind::Star ? Kind::TypeVarTuple
                                                       : Kind::ParamSpec;
  Open(kind, Role::TypeParams, {tokens_[first].begin, end});
  uint32_t name = kind == Kind::TypeVar ? first : first + 1;
  Leaf(Kind::identifier, Role::Name, tokens_[name].span());
  if (symbol == Symbol::constrained_type) {
    Convert(Gather(inner)[2].ref, Role::Bound);
  } else if (kind == Kind::TypeVar && !inner.is_token()) {
    return diagnostics_.Report<DiagnosticId::InvalidSyntax>(SpanOf(inner));
  }
  if (has_default) {
    ChildList parts = Gather(default_value);
    Convert(parts[0].ref, Role::DefaultValue);
  }
  Close();
}

// `type X = int` or `type X[T] = list[T]`; the latter's left side is a generic type.
void Flattener::TypeAlias(const Work& work) {
  ChildList children = Gather(work.ref);
  ConcreteRef left = SkipInline(children.Find(Field::Left)->ref);
  Open(Kind::TypeAlias, work.role, SpanOf(work.ref));
  if (SymbolOf(left) == Symbol::generic_type) {
    ChildList parts = Gather(left);
    Convert(parts[0].ref, Role::Name, kStore);
    TypeParameters(parts[1].ref);
  } else if (left.is_token()) {
    Convert(left, Role::Name, kStore);
  } else {
    return diagnostics_.Report<DiagnosticId::InvalidSyntax>(SpanOf(left));
  }
  Convert(children.Find(Field::Right)->ref, Role::Value);
  Close();
}

void Flattener::Lambda(const Work& work) {
  ChildList children = Gather(work.ref);
  Open(Kind::Lambda, work.role, SpanOf(work.ref), work.flags);
  if (const Child* parameters = children.Find(Field::Parameters)) {
    Convert(parameters->ref, Role::Args);
  } else {
    uint32_t end = tokens_[FirstToken(work.ref)].end;
    Leaf(Kind::arguments, Role::Args, {end, end});
  }
  Convert(children.Find(Field::Body)->ref, Role::Body);
  Close();
}

}  // namespace weft::flatten_internal
