#include "astgen/emit.h"
#include "astgen/model.h"

#include <fmt/format.h>

namespace astgen {
namespace {

constexpr std::string_view kIntroduction = R"(# The tree

This page is generated from `grammar/python.asdl`; edit that, build, and run
`cmake --build BUILD --target update_docs`.

Kinds and fields are those of CPython 3.13's `ast` module, with 3.14's template strings. Learn a
node there; this page says what a tree over text adds.

## Layout

A `Tree` (`src/syntax/tree.h`) is one read-only vector of 16-byte nodes in preorder. A node knows
its kind, the role it plays in its parent, some flags, the span of bytes it covers, and `next`, the
index of the first node after its subtree. So the subtree of node *i* is the range *[i, next)*, a
walk is a loop, and skipping a subtree is one assignment. A `NodeId` is an index.

- Children stand in **source order**, not in field order: the defaults of `arguments` stand between
  its `arg` nodes, and each `FunctionDef.decorator_list` child before the name. A field is a
  **role**: the field `decorator_list` is filled by the children with `Role::DecoratorList`.
- Children do not overlap. The bytes of a node that none of its children covers are its **gap**:
  keywords, brackets, commas, comments. An edit may touch only the gap of its owner, or insert at
  an edge of the owner or of its child.
- Spans are CPython's, with one exception: a decorated definition begins at its first decorator.
- A missing child is no node. A field of several values with holes, such as `Dict.keys` for
  `**mapping`, is told from the source order of its neighbours.

## Access

```cpp
ast::Call call = tree.As<ast::Call>(id);  // syntax/views.h: one view for every kind
NodeId func = call.func();                // a single value; kNoNode where absent
for (NodeId arg : call.args()) { ... }    // a list, in source order
```

`Visitor` (`src/syntax/visitor.h`) walks a tree and calls `VisitCall(ast::Call)` and the like for
the kinds that a class declares. An accessor whose name C++ or the view itself has taken ends in
`_`: `ast::arg` has `arg_()`. `Fields(kind)` lists the fields of a kind at run time.

## Types

`?` marks a field that may be absent, `*` a list, `?*` a list with holes.

| type | how it is kept |
|---|---|
| `identifier` | a leaf of kind `identifier`; a dotted name (`import a.b`) is one leaf |
| `boolop`, `operator`, `unaryop`, `cmpop` | a leaf that covers the operator; the kind says which |
| `constant` | no node: the value is that of the literal which the node's own span holds; for `Interpolation.str`, the source text of the field |
| `string` | no node: `Constant.kind` is the literal's `u` prefix; `type_comment` is always absent, as in `ast.parse` |
| `int` | no node: `ImportFrom.level` is the number of dots, `conversion` the letter after `!`, `simple` and `is_async` are flags of the node |
| `spelling` | no node: the text of the node's own span |
| `expr_context` | no node: `Node::context()` |
| `type_ignore` | never present |

Text is as written. CPython compares names in Unicode's NFKC form, and so must whoever compares two
spellings.

## Kinds

The last column says what tree-sitter-python calls the construct. An arrow gives a child's role,
where `#0` is the first child without a field of its own and `*` any that is left; a symbol *by
rule* is the business of a function in `src/syntax/flatten`.
)";

std::string_view Suffix(Multiplicity multiplicity) {
  switch (multiplicity) {
    case Multiplicity::One:
      return "";
    case Multiplicity::Optional:
      return "?";
    case Multiplicity::Many:
      return "*";
    case Multiplicity::ManyOptional:
      break;
  }
  return "?*";
}

std::string FieldsCell(const Constructor& constructor) {
  std::string cell;
  for (const Field& field : constructor.fields) {
    if (!cell.empty()) cell += ", ";
    cell += fmt::format("`{}: {}{}`", field.name, field.type, Suffix(field.multiplicity));
  }
  return cell;
}

std::string SourceText(const Source& source) {
  std::string text = fmt::format("`{}`", source.symbol);
  if (source.use == SourceUse::Rule) return text + " by rule";
  std::string rules;
  for (const ChildRule& rule : source.rules) {
    rules += fmt::format("{}`{}` → `{}`", rules.empty() ? "" : ", ", rule.selector, rule.role);
  }
  return rules.empty() ? text : fmt::format("{} ({})", text, rules);
}

std::string SourcesCell(const Constructor& constructor) {
  std::string cell;
  for (const Source& source : constructor.sources) {
    if (!cell.empty()) cell += ", ";
    cell += SourceText(source);
  }
  return cell;
}

void AppendType(const Type& type, std::string* out) {
  *out += fmt::format("\n### {}\n\n", type.name);
  if (IsEnumeration(type)) {
    std::string kinds;
    for (const Constructor& constructor : type.constructors) {
      kinds += fmt::format("{}`{}`", kinds.empty() ? "" : ", ", constructor.name);
    }
    *out += kinds + "\n";
    return;
  }
  *out += "| kind | fields | made of |\n|---|---|---|\n";
  for (const Constructor& constructor : type.constructors) {
    *out += fmt::format("| `{}` | {} | {} |\n", constructor.name, FieldsCell(constructor),
                        SourcesCell(constructor));
  }
}

void AppendSymbols(const std::vector<SymbolName>& symbols, std::string* out) {
  std::string list;
  for (const SymbolName& symbol : symbols) {
    list += fmt::format("{}`{}`", list.empty() ? "" : ", ", symbol.name);
  }
  *out += list + "\n";
}

}  // namespace

std::string EmitDocs(const Description& description) {
  std::string out(kIntroduction);
  for (const Type& type : description.types) AppendType(type, &out);
  out += "\n## Symbols without a kind\n\nTheir parent's rule reads through these:\n\n";
  AppendSymbols(description.inline_symbols, &out);
  out += "\nThese never occur, because the tokenizer hands the parser another symbol instead:\n\n";
  AppendSymbols(description.unused_symbols, &out);
  return out;
}

}  // namespace astgen
