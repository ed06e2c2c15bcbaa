#include "plugins/plugin_messages.h"

#include "plugins/message.h"

#include "base/utf8.h"

#include <algorithm>

namespace weft {
namespace {

constexpr std::string_view kNoSuchNode = "names a node that is not in the tree";
constexpr uint64_t kNumFamilies = static_cast<uint64_t>(Family::Instrument) + 1;
constexpr uint64_t kNumEffects = static_cast<uint64_t>(Effect::Changing) + 1;
constexpr uint64_t kNumPlaces = static_cast<uint64_t>(Edit::Place::Whole) + 1;
constexpr uint64_t kNumSeverities = static_cast<uint64_t>(Severity::Error) + 1;

// One line of UTF-8 without control characters.
bool IsPlain(std::string_view text) {
  auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; };
  return !FindInvalidUtf8(text) && std::ranges::none_of(text, is_control);
}

bool IsOptionName(std::string_view name) {
  auto is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  };
  return !name.empty() && std::ranges::all_of(name, is_allowed);
}

// Reads parts of a message, and remembers whether all were as they have to be.
class Checker {
 public:
  explicit Checker(std::string_view bytes) : reader_(bytes) {}

  MessageReader& reader() { return reader_; }
  bool is_right() const { return complaint_.empty() && reader_.is_right(); }
  void Require(bool condition, std::string_view complaint) {
    if (!condition && complaint_.empty()) {
      complaint_ = complaint;
    }
  }

  std::string PlainText() {
    std::string text(reader_.Text());
    Require(IsPlain(text), "gives a text that is not one line of UTF-8");
    return text;
  }

  std::string Utf8() {
    std::string text(reader_.Text());
    Require(!FindInvalidUtf8(text), "gives a text that is not UTF-8");
    return text;
  }

  template <typename Enum>
  Enum OneOf(uint64_t count) {
    uint64_t number = reader_.Number();
    Require(number < count, "gives a number where there is no such choice");
    return static_cast<Enum>(number < count ? number : 0);
  }

  // At the end of the message: what is wrong with it.
  std::optional<std::string> Complaint() const {
    if (is_right() && reader_.is_at_end()) {
      return std::nullopt;
    }
    return std::string(complaint_.empty() ? "sent what is no answer" : complaint_);
  }

 private:
  MessageReader reader_;
  std::string_view complaint_;  // The first.
};

// A place between two characters.
bool IsBoundary(std::string_view text, uint32_t offset) {
  constexpr unsigned char kContinuationMask = 0xC0;
  constexpr unsigned char kContinuation = 0x80;
  return offset == text.size() ||
         (offset < text.size() &&
          (static_cast<unsigned char>(text[offset]) & kContinuationMask) != kContinuation);
}

Span ReadSpan(Checker& checker, std::string_view text) {
  Span span{checker.reader().Number32(), checker.reader().Number32()};
  bool is_inside = span.begin <= span.end && span.end <= text.size();
  checker.Require(is_inside && IsBoundary(text, span.begin) && IsBoundary(text, span.end),
                  "names a place that is not in the file");
  return span;
}

NodeId ReadNode(Checker& checker, const Tree& tree) {
  NodeId node{checker.reader().Number32()};
  checker.Require(node.index < tree.nodes().size(), kNoSuchNode);
  return node;
}

uint32_t ReadSite(Checker& checker, const PluginAnswer& answer) {
  uint32_t site = checker.reader().Number32();
  checker.Require(site < answer.sites.size(), kNoSuchNode);
  return site;
}

}  // namespace

std::string WriteInfo(const PluginInfo& info) {
  MessageWriter writer;
  writer.Text(info.complaint);
  writer.Number(info.checksum);
  writer.Number(info.passes.size());
  for (const PluginPassInfo& pass : info.passes) {
    writer.Text(pass.name);
    writer.Text(pass.version);
    writer.Text(pass.summary);
    writer.Number(static_cast<uint64_t>(pass.family));
    writer.Number(static_cast<uint64_t>(pass.effect));
    writer.Number(pass.options.size());
    for (const PluginOptionInfo& option : pass.options) {
      for (const std::string& text : {option.name, option.type, option.initial, option.summary}) {
        writer.Text(text);
      }
    }
  }
  return writer.Take();
}

std::optional<std::string> ReadInfo(std::string_view bytes, PluginInfo& info) {
  Checker checker(bytes);
  MessageReader& reader = checker.reader();
  info.complaint = checker.PlainText();
  info.checksum = reader.Number();
  for (uint64_t count = reader.Count(); count > 0 && checker.is_right(); --count) {
    PluginPassInfo& pass = info.passes.emplace_back();
    pass.name = checker.PlainText();
    pass.version = checker.PlainText();
    pass.summary = checker.PlainText();
    pass.family = checker.OneOf<Family>(kNumFamilies);
    pass.effect = checker.OneOf<Effect>(kNumEffects);
    for (uint64_t left = reader.Count(); left > 0 && checker.is_right(); --left) {
      PluginOptionInfo& option = pass.options.emplace_back();
      option.name = checker.PlainText();
      option.type = checker.PlainText();
      option.initial = checker.PlainText();
      option.summary = checker.PlainText();
      checker.Require(IsOptionName(option.name), "has an option without a proper name");
    }
  }
  return checker.Complaint();
}

std::string WriteRequest(uint32_t pass, const PassInput& input) {
  MessageWriter writer;
  writer.Number(pass);
  writer.Text(input.tree.source().path());
  writer.Text(input.module);
  writer.Text(input.tree.source().text());
  writer.Array(input.tree.tokens());
  writer.Array(input.tree.nodes());
  for (const ForeignOption& option : input.options.foreign) {
    if (option.pass != &input.pass) {
      continue;
    }
    writer.Text(option.name);
    writer.Text(option.value);
  }
  return writer.Take();
}

bool ReadRequest(std::string_view bytes, PluginRequest& request) {
  MessageReader reader(bytes);
  request.pass = reader.Number32();
  request.path = reader.Text();
  request.module = reader.Text();
  request.text = reader.Text();
  request.tokens = reader.Array<Token>();
  request.nodes = reader.Array<Node>();
  while (reader.is_right() && !reader.is_at_end()) {
    std::string_view name = reader.Text();
    request.options.emplace_back(name, reader.Text());
  }
  return reader.is_right();
}

std::string WriteAnswer(const PluginAnswer& answer) {
  MessageWriter writer;
  writer.Text(answer.failure);
  writer.Number(answer.sites.size());
  for (const PluginSite& site : answer.sites) {
    writer.Number(site.node.index);
    writer.Text(site.reason);
  }
  writer.Number(answer.edits.size());
  for (const PluginEdit& edit : answer.edits) {
    writer.Number(edit.site);
    writer.Number(edit.owner.index);
    writer.Number(static_cast<uint64_t>(edit.place));
    writer.Number(edit.span.begin);
    writer.Number(edit.span.end);
    writer.Text(edit.text);
  }
  writer.Number(answer.prologue.size());
  for (const PluginPrologue& prologue : answer.prologue) {
    writer.Number(prologue.site);
    writer.Text(prologue.statement);
  }
  writer.Number(answer.reports.size());
  for (const PluginReport& report : answer.reports) {
    writer.Number(static_cast<uint64_t>(report.severity));
    writer.Number(report.span.begin);
    writer.Number(report.span.end);
    writer.Text(report.message);
  }
  return writer.Take();
}

std::optional<std::string> ReadAnswer(std::string_view bytes, const Tree& tree,
                                      PluginAnswer& answer) {
  Checker checker(bytes);
  MessageReader& reader = checker.reader();
  const std::string_view text = tree.source().text();
  answer.failure = checker.Utf8();
  for (uint64_t left = reader.Count(); left > 0 && checker.is_right(); --left) {
    NodeId node = ReadNode(checker, tree);
    answer.sites.push_back({node, checker.PlainText()});
  }
  for (uint64_t left = reader.Count(); left > 0 && checker.is_right(); --left) {
    PluginEdit& edit = answer.edits.emplace_back();
    edit.site = ReadSite(checker, answer);
    edit.owner = ReadNode(checker, tree);
    edit.place = checker.OneOf<Edit::Place>(kNumPlaces);
    edit.span = ReadSpan(checker, text);
    edit.text = checker.Utf8();
  }
  for (uint64_t left = reader.Count(); left > 0 && checker.is_right(); --left) {
    uint32_t site = ReadSite(checker, answer);
    answer.prologue.push_back({site, checker.PlainText()});
  }
  for (uint64_t left = reader.Count(); left > 0 && checker.is_right(); --left) {
    PluginReport& report = answer.reports.emplace_back();
    report.severity = checker.OneOf<Severity>(kNumSeverities);
    report.span = ReadSpan(checker, text);
    report.message = checker.Utf8();
  }
  return checker.Complaint();
}

}  // namespace weft
