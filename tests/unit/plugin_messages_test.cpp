#include "plugins/plugin_messages.h"

#include "support/catch.h"
#include "support/parsed.h"

#include <string>
#include <string_view>

namespace weft {
namespace {

PluginAnswer SomeAnswer() {
  PluginAnswer answer;
  answer.sites = {{NodeId{1}, ""}, {NodeId{2}, "because"}};
  answer.edits = {
      {.site = 0, .owner = NodeId{1}, .place = Edit::Place::Whole, .span = {0, 2}, .text = "x"}};
  answer.prologue = {{1, "import os"}};
  answer.reports = {{.severity = Severity::Warning, .span = {2, 5}, .message = "well"}};
  return answer;
}

PluginInfo SomeInfo() {
  PluginInfo info;
  info.checksum = 7;
  info.passes = {{.name = "tell",
                  .version = "1",
                  .summary = "tell it",
                  .family = Family::Optimise,
                  .effect = Effect::Observing,
                  .options = {{"word", "a|b", "a", "what to tell"}}}};
  return info;
}

const Parsed& Example() {
  static const Parsed kParsed("é = f(1)\n");
  return kParsed;
}

TEST_CASE("what a plug-in asks for arrives as it was sent") {
  const std::string bytes = WriteAnswer(SomeAnswer());
  PluginAnswer answer;
  REQUIRE_FALSE(ReadAnswer(bytes, Example().tree(), answer).has_value());
  CHECK(WriteAnswer(answer) == bytes);
  CHECK(answer.edits.at(0).place == Edit::Place::Whole);
  CHECK(answer.reports.at(0).span == Span{2, 5});
}

TEST_CASE("what a plug-in says of itself arrives as it was sent") {
  const std::string bytes = WriteInfo(SomeInfo());
  PluginInfo info;
  REQUIRE_FALSE(ReadInfo(bytes, info).has_value());
  CHECK(WriteInfo(info) == bytes);
  CHECK(info.passes.at(0).options.at(0).type == "a|b");
}

TEST_CASE("a message that is cut off or goes on is none") {
  const std::string answer_bytes = WriteAnswer(SomeAnswer());
  for (size_t size = 0; size < answer_bytes.size(); ++size) {
    INFO(size);
    PluginAnswer answer;
    CHECK(ReadAnswer(answer_bytes.substr(0, size), Example().tree(), answer).has_value());
  }
  PluginAnswer answer;
  CHECK(ReadAnswer(answer_bytes + "x", Example().tree(), answer) == "sent what is no answer");
  const std::string info_bytes = WriteInfo(SomeInfo());
  for (size_t size = 0; size < info_bytes.size(); ++size) {
    INFO(size);
    PluginInfo info;
    CHECK(ReadInfo(info_bytes.substr(0, size), info).has_value());
  }
}

TEST_CASE("whatever bytes a message has, what is taken of it is in the file") {
  const std::string right = WriteAnswer(SomeAnswer());
  const Tree& tree = Example().tree();
  for (size_t at = 0; at < right.size(); ++at) {
    for (char byte : {'\0', '\1', '\x7f', '\xff'}) {
      std::string bytes = right;
      bytes[at] = byte;
      PluginAnswer answer;
      if (ReadAnswer(bytes, tree, answer).has_value()) continue;
      for (const PluginEdit& edit : answer.edits) {
        CHECK(edit.site < answer.sites.size());
        CHECK(edit.owner.index < tree.nodes().size());
        CHECK(edit.span.begin <= edit.span.end);
        CHECK(edit.span.end <= tree.source().text().size());
      }
    }
  }
}

TEST_CASE("half a character is no place, and half a line no reason") {
  PluginAnswer half = SomeAnswer();
  half.edits[0].span = {1, 2};
  PluginAnswer read;
  CHECK(ReadAnswer(WriteAnswer(half), Example().tree(), read) ==
        "names a place that is not in the file");
  PluginAnswer lines = SomeAnswer();
  lines.sites[1].reason = "one\ntwo";
  CHECK(ReadAnswer(WriteAnswer(lines), Example().tree(), read) ==
        "gives a text that is not one line of UTF-8");
}

}  // namespace
}  // namespace weft
