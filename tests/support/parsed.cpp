#include "support/parsed.h"

#include "base/diagnostics.h"
#include "syntax/parse.h"

#include "support/catch.h"

#include <optional>
#include <utility>

namespace weft {

Parsed::Parsed(std::string text)
    : source_(std::make_unique<SourceFile>(SourceFile::FromText("test.py", std::move(text)))) {
  INFO(source_->text());
  Diagnostics diagnostics;
  std::optional<Tree> tree = Parse(*source_, diagnostics);
  REQUIRE(tree);
  tree_ = std::make_unique<Tree>(*std::move(tree));
}

NodeId Parsed::Find(Kind kind) const {
  for (uint32_t i = 0; i < tree().nodes().size(); ++i) {
    if (tree()[{i}].kind == kind) {
      return {i};
    }
  }
  FAIL("no " << KindName(kind) << " in the text");
  return kNoNode;
}

NodeId Parsed::Find(Kind kind, std::string_view text) const {
  for (uint32_t i = 0; i < tree().nodes().size(); ++i) {
    if (tree()[{i}].kind == kind && tree().Text({i}) == text) {
      return {i};
    }
  }
  FAIL("no " << KindName(kind) << " `" << text << "` in the text");
  return kNoNode;
}

}  // namespace weft
