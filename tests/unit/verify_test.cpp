#include "print/verify.h"

#include "support/catch.h"
#include "support/parsed.h"

#include <string>
#include <string_view>
#include <vector>

namespace weft {
namespace {

// The messages about `edits`.
std::vector<std::string> Faults(const Parsed& parsed, EditList& edits) {
  edits.Sort();
  Diagnostics diagnostics;
  bool is_right = Verify(parsed.tree(), edits, "p", diagnostics);
  std::vector<std::string> messages;
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    messages.push_back(diagnostic.message);
  }
  CHECK(is_right == messages.empty());
  return messages;
}

using Messages = std::vector<std::string>;
const Messages kNone;
const Messages kOutside = {"pass `p` touches bytes that belong to another node"};
const Messages kMovesLines = {"pass `p` inserts or removes a line break"};
const Messages kOverlap = {"pass `p` edits the same bytes twice"};

// Of the call in `f(a, b)`.
Messages InsertFaults(uint32_t offset) {
  Parsed parsed("x = f(a, bb)\n");
  EditList edits;
  edits.Before(parsed.Find(Kind::Call), offset, "w");
  return Faults(parsed, edits);
}

Messages ReplaceFaults(Span span) {
  Parsed parsed("x = f(a, bb)\n");
  EditList edits;
  edits.Gap(parsed.Find(Kind::Call), span, "w");
  return Faults(parsed, edits);
}

TEST_CASE("a node may insert at its edges, at its children's, and in its gaps") {
  for (uint32_t offset : {4, 5, 6, 7, 8, 9, 11, 12}) {
    INFO(offset);
    CHECK(InsertFaults(offset) == kNone);
  }
}

TEST_CASE("a node may not insert inside a child or outside itself") {
  for (uint32_t offset : {0, 3, 10, 13}) {
    INFO(offset);
    CHECK(InsertFaults(offset) == kOutside);
  }
}

TEST_CASE("a node may replace bytes of its gaps") {
  for (Span span : {Span{5, 6}, Span{7, 9}, Span{7, 8}, Span{8, 9}, Span{11, 12}}) {
    INFO(span.begin);
    CHECK(ReplaceFaults(span) == kNone);
  }
}

TEST_CASE("a node may not replace bytes of a child or of its parent") {
  for (Span span : {Span{4, 6}, Span{5, 7}, Span{6, 7}, Span{8, 10}, Span{9, 11}, Span{5, 12},
                    Span{11, 13}, Span{2, 3}, Span{0, 12}}) {
    INFO(span.begin);
    CHECK(ReplaceFaults(span) == kOutside);
  }
}

TEST_CASE("an insertion into a gap does not stand at the owner's end") {
  CHECK(ReplaceFaults({11, 11}) == kNone);
  CHECK(ReplaceFaults({12, 12}) == kOutside);
}

TEST_CASE("an owner that does not exist owns nothing") {
  Parsed parsed("x\n");
  EditList edits;
  edits.Before({1000}, 0, "w");
  edits.Before(kNoNode, 0, "w");
  edits.Gap(kRootNode, {1, 0}, "w");
  edits.After(kRootNode, 1000, "w");
  edits.Before(parsed.Find(Kind::Name), 0, "w");
  CHECK(Faults(parsed, edits).size() == 4);
}

TEST_CASE("a fault is reported where it is, in the order of the text") {
  Parsed parsed("f(a)\ng(b)\n");
  EditList edits;
  edits.Before(parsed.Find(Kind::Call, "g(b)"), 1, "w");
  edits.Before(parsed.Find(Kind::Call, "f(a)"), 6, "w");
  edits.Before(parsed.Find(Kind::Name, "a"), 2, "w");
  edits.Sort();
  Diagnostics diagnostics;
  CHECK_FALSE(Verify(parsed.tree(), edits, "p", diagnostics));
  REQUIRE(diagnostics.all().size() == 2);
  CHECK(diagnostics.all()[0].span == Span{1, 1});
  CHECK(diagnostics.all()[1].span == Span{6, 6});
}

TEST_CASE("no line break is inserted or removed") {
  Parsed parsed("f(a,\r\n  b)\n");
  NodeId call = parsed.Find(Kind::Call);
  for (std::string_view text : {"\n", "\r", "x\r\ny"}) {
    EditList edits;
    edits.Before(call, 0, text);
    CHECK(Faults(parsed, edits) == kMovesLines);
  }
  for (Span span : {Span{3, 8}, Span{4, 5}, Span{5, 6}}) {
    EditList edits;
    edits.Gap(call, span, "");
    CHECK(Faults(parsed, edits) == kMovesLines);
  }
  EditList edits;
  edits.Gap(call, {6, 8}, "");
  CHECK(Faults(parsed, edits) == kNone);
}

TEST_CASE("no bytes are edited twice") {
  Parsed parsed("f(a  ,  b)\n");
  NodeId call = parsed.Find(Kind::Call);
  EditList twice;
  twice.Gap(call, {3, 6}, "1");
  twice.Gap(call, {5, 8}, "2");
  CHECK(Faults(parsed, twice) == kOverlap);
  EditList inside;
  inside.Gap(call, {3, 6}, "1");
  inside.Gap(call, {4, 4}, "2");
  CHECK(Faults(parsed, inside) == kOverlap);
  EditList same;
  same.Gap(call, {3, 6}, "1");
  same.Gap(call, {3, 6}, "1");
  CHECK(Faults(parsed, same) == kOverlap);
}

TEST_CASE("edits that touch do not overlap") {
  Parsed parsed("f(a  ,  b)\n");
  NodeId call = parsed.Find(Kind::Call);
  EditList edits;
  edits.After(parsed.Find(Kind::Name, "a"), 3, "1");
  edits.Gap(call, {3, 3}, "2");
  edits.Gap(call, {3, 6}, "3");
  edits.Gap(call, {6, 8}, "4");
  edits.Before(parsed.Find(Kind::Name, "b"), 8, "5");
  CHECK(Faults(parsed, edits) == kNone);
}

TEST_CASE("a node with very many children and edits is verified in one walk") {
  constexpr uint32_t kNumElements = 100'000;
  std::string text = "[";
  for (uint32_t i = 0; i < kNumElements; ++i) {
    text += "x, ";
  }
  text += "]\n";
  Parsed parsed(text);
  NodeId list = parsed.Find(Kind::List);
  EditList edits;
  for (uint32_t i = kNumElements; i > 0; --i) {
    edits.Gap(list, {3 * i - 1, 3 * i}, ";");
  }
  CHECK(Faults(parsed, edits) == kNone);
}

}  // namespace
}  // namespace weft
