#include "print/edit_list.h"

#include "support/catch.h"

#include <string>
#include <string_view>
#include <vector>

namespace weft {
namespace {

constexpr NodeId kOuter{1};
constexpr NodeId kInner{2};

std::vector<std::string_view> Texts(EditList& edits) {
  edits.Sort();
  std::vector<std::string_view> texts;
  for (const Edit& edit : edits.all()) {
    texts.push_back(edit.text);
  }
  return texts;
}

using Words = std::vector<std::string_view>;

TEST_CASE("edits are sorted by offset") {
  EditList edits;
  edits.After(kOuter, 9, "c");
  edits.Before(kOuter, 0, "a");
  edits.Gap(kOuter, {4, 5}, "b");
  CHECK(Texts(edits) == Words{"a", "b", "c"});
}

TEST_CASE("at one offset, what ends closes before what begins opens") {
  EditList edits;
  edits.Before(kOuter, 5, "(");
  edits.Gap(kOuter, {5, 5}, ",");
  edits.After(kInner, 5, ")");
  CHECK(Texts(edits) == Words{")", "(", ","});
}

TEST_CASE("inner nodes close first and open last") {
  EditList edits;
  edits.After(kOuter, 5, "outer)");
  edits.After(kInner, 5, "inner)");
  edits.Before(kInner, 5, "(inner");
  edits.Before(kOuter, 5, "(outer");
  CHECK(Texts(edits) == Words{"inner)", "outer)", "(outer", "(inner"});
}

TEST_CASE("a node's gap stands between what is before the node and what is before its children") {
  EditList edits;
  edits.Before(kInner, 5, "(inner");
  edits.Gap(kOuter, {5, 6}, "replaced");
  edits.Gap(kOuter, {5, 5}, "inserted");
  edits.Before(kOuter, 5, "(outer");
  CHECK(Texts(edits) == Words{"(outer", "inserted", "replaced", "(inner"});
}

TEST_CASE("edits of one node at one place keep the order of their requests") {
  EditList edits;
  edits.Before(kInner, 5, "3");
  for (std::string_view text : {"1", "2"}) {
    edits.Before(kOuter, 5, text);
  }
  CHECK(Texts(edits) == Words{"1", "2", "3"});
}

TEST_CASE("edits that arrive in reverse are sorted, and equal ones keep their order") {
  EditList edits;
  constexpr uint32_t kNumOffsets = 1000;
  for (uint32_t offset = kNumOffsets; offset > 0; --offset) {
    edits.Before(kOuter, offset, "1");
    edits.Before(kOuter, offset, "2");
    edits.After(kOuter, offset, "0");
  }
  edits.Sort();
  REQUIRE(edits.size() == size_t{3} * kNumOffsets);
  for (uint32_t i = 0; i < edits.size(); ++i) {
    REQUIRE(edits.all()[i].span.begin == i / 3 + 1);
    REQUIRE(edits.all()[i].text == std::to_string(i % 3));
  }
}

TEST_CASE("an edit that changes nothing is forgotten") {
  EditList edits;
  edits.Before(kOuter, 5, "");
  edits.Gap(kOuter, {5, 5}, "");
  CHECK(edits.empty());
  edits.Gap(kOuter, {5, 6}, "");
  CHECK(edits.size() == 1);
}

TEST_CASE("a list knows whether it is sorted") {
  EditList edits;
  CHECK(edits.is_sorted());
  edits.Before(kOuter, 5, "b");
  CHECK(edits.is_sorted());
  edits.Before(kOuter, 4, "a");
  CHECK_FALSE(edits.is_sorted());
  edits.Sort();
  CHECK(edits.is_sorted());
}

TEST_CASE("a list keeps its own copy of each text, also when it is moved") {
  EditList edits;
  for (uint32_t i = 0; i < 3000; ++i) {
    std::string text = std::to_string(i % 1000);
    text.append(i % 100, 'x');
    edits.Before(kOuter, i, text);
  }
  edits.Before(kOuter, 3000, std::string(100'000, 'y'));
  EditList moved = std::move(edits);
  REQUIRE(moved.size() == 3001);
  for (uint32_t i = 0; i < 3000; ++i) {
    std::string text = std::to_string(i % 1000);
    text.append(i % 100, 'x');
    REQUIRE(moved.all()[i].text == text);
  }
  CHECK(moved.all()[3000].text == std::string(100'000, 'y'));
  moved.Before(kOuter, 3001, "more");
  CHECK(moved.all().back().text == "more");
}

TEST_CASE("a text that was asked for a moment ago is stored once") {
  EditList edits;
  edits.Before(kOuter, 1, "_weft_wrap(");
  edits.After(kOuter, 2, ")");
  edits.Before(kOuter, 3, "_weft_wrap(");
  CHECK(edits.all()[0].text.data() == edits.all()[2].text.data());
}

}  // namespace
}  // namespace weft
