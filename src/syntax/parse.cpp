#include "syntax/parse.h"

#include "syntax/flatten.h"
#include "syntax/parser.h"
#include "syntax/tokenizer.h"

namespace weft {

std::optional<Tree> Parse(const SourceFile& source, Diagnostics& diagnostics) {
  if (!source.is_readable()) {
    return std::nullopt;
  }
  std::optional<std::vector<Token>> tokens = Tokenize(source, diagnostics);
  if (!tokens) {
    return std::nullopt;
  }
  ParseFailure failure;
  std::optional<ConcreteTree> concrete = ParseTokens(*tokens, failure);
  if (!concrete) {
    diagnostics.Report<DiagnosticId::InvalidSyntax>((*tokens)[failure.token].span());
    return std::nullopt;
  }
  std::optional<std::vector<Node>> nodes = Flatten(source, *tokens, *concrete, diagnostics);
  if (!nodes) {
    return std::nullopt;
  }
  return Tree(&source, std::move(*tokens), std::move(*nodes));
}

}  // namespace weft
