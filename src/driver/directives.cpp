#include "driver/directives.h"

#include "passes/catalog.h"
#include "passes/pass_list.h"
#include "passes/pass_order.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace weft {
namespace {

constexpr std::string_view kMark = "weft:";
constexpr std::string_view kEnable = "enable ";
constexpr std::string_view kBlanks = " \t\f";

struct Directive {
  Span span;              // From `#` on.
  std::string_view list;  // Behind `enable`.
};

// Drops what `prefix` says from the front of `text`, behind blanks; false where it is not there.
bool Take(std::string_view& text, std::string_view prefix) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  bool is_there = text.starts_with(prefix);
  text.remove_prefix(is_there ? prefix.size() : 0);
  return is_there;
}

std::vector<Directive> FindDirectives(std::string_view text) {
  std::vector<Directive> found;
  for (size_t at = 0; at < text.size();) {
    size_t end = std::min(text.find_first_of("\r\n", at), text.size());
    std::string_view line = text.substr(at, end - at);
    size_t hash = line.find_first_not_of(kBlanks);
    if (hash != std::string_view::npos) {
      std::string_view rest = line.substr(hash);
      if (!Take(rest, "#")) {
        break;
      }
      if (Take(rest, kMark) && Take(rest, kEnable)) {
        Span span{static_cast<uint32_t>(at + hash), static_cast<uint32_t>(end)};
        found.push_back({span, rest.substr(0, rest.find(" -- "))});
      }
    }
    at = end + 1;
  }
  return found;
}

bool GoesBefore(const Pass& pass, const Pass& other) {
  bool is_text = pass.run_text != nullptr;
  bool is_other_text = other.run_text != nullptr;
  return is_text != is_other_text ? is_text : pass.family < other.family;
}

std::optional<std::string> AddPasses(std::string_view list, FilePasses& file) {
  std::vector<PassUse> uses;
  std::vector<const Pass*> added;
  std::optional<std::string> complaint = file.options.catalog != nullptr
                                             ? ParsePassList(list, *file.options.catalog, uses)
                                             : ParsePassList(list, uses);
  auto is_there = [&](const PassUse& use) {
    return std::ranges::find(file.passes, use.pass) != file.passes.end();
  };
  std::erase_if(uses, is_there);
  if (!complaint) {
    complaint = UsePasses(uses, added, file.options);
  }
  for (const Pass* pass : added) {
    auto behind = std::ranges::find_if(
        file.passes, [&](const Pass* other) { return GoesBefore(*pass, *other); });
    file.passes.insert(behind, pass);
  }
  return complaint ? complaint : CheckOrder(file.passes);
}

}  // namespace

bool HasDirectives(const SourceFile& source) {
  return !FindDirectives(source.text()).empty();
}

std::optional<FilePasses> ReadDirectives(const SourceFile& source,
                                         std::span<const Pass* const> passes,
                                         const PassOptions& options, Diagnostics& diagnostics) {
  FilePasses file{{passes.begin(), passes.end()}, options};
  for (const Directive& directive : FindDirectives(source.text())) {
    if (std::optional<std::string> complaint = AddPasses(directive.list, file)) {
      diagnostics.Report<DiagnosticId::WrongDirective>(directive.span, *complaint);
      return std::nullopt;
    }
  }
  return file;
}

}  // namespace weft
