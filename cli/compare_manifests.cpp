#include "compare_manifests.h"

#include "shown_text.h"

#include "base/file_io.h"
#include "driver/json_text.h"
#include "driver/problems.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

using Json = nlohmann::json;

// A site as a manifest tells of it.
struct ListedSite {
  std::string file;
  uint32_t line = 0;
  uint32_t column = 0;
  std::string qualified_name;
  std::string callee;
  std::string done;
  std::string reason;  // Empty unless left alone.

  auto Place() const { return std::tie(file, line, column); }
  bool HasSameFate(const ListedSite& other) const {
    return done == other.done && reason == other.reason;
  }
};

// By pass and id, which no two sites of a run share.
using SiteMap = std::map<std::pair<std::string, std::string>, ListedSite>;

std::string TextOf(const Json& object, const char* key) {
  auto at = object.find(key);
  return at != object.end() && at->is_string() ? at->get<std::string>() : "";
}

uint32_t NumberOf(const Json& object, const char* key) {
  auto at = object.find(key);
  return at != object.end() && at->is_number_unsigned() ? at->get<uint32_t>() : 0;
}

// False where `sites` is no list of sites.
bool AddSites(const Json& sites, const std::string& file, SiteMap& map) {
  if (!sites.is_array()) return false;
  for (const Json& site : sites) {
    if (!site.is_object()) return false;
    ListedSite listed{.file = file.empty() ? TextOf(site, "file") : file,
                      .line = NumberOf(site, "line"),
                      .column = NumberOf(site, "column"),
                      .qualified_name = TextOf(site, "qualified_name"),
                      .callee = TextOf(site, "callee"),
                      .done = TextOf(site, "done"),
                      .reason = TextOf(site, "reason")};
    map.emplace(std::pair(TextOf(site, "pass"), TextOf(site, "id")), std::move(listed));
  }
  return true;
}

// The sites of a manifest, whose files have them, or of what `explain` prints.
bool CollectSites(const Json& document, SiteMap& map) {
  if (!document.is_object() || NumberOf(document, "version") != 1) return false;
  if (auto sites = document.find("sites"); sites != document.end()) {
    return AddSites(*sites, "", map);
  }
  auto files = document.find("files");
  if (files == document.end() || !files->is_array()) return false;
  return std::ranges::all_of(*files, [&](const Json& file) {
    if (!file.is_object()) return false;
    auto sites = file.find("sites");
    return sites != file.end() && AddSites(*sites, TextOf(file, "file"), map);
  });
}

// The sites of the manifest at `path`, or what is wrong with it.
std::optional<std::string> ReadManifest(const std::string& path, SiteMap& map) {
  ReadResult read = ReadFile(path);
  if (read.error) return fmt::format("cannot read `{}`: {}", path, ErrorText(*read.error));
  Json document = Json::parse(read.bytes, nullptr, false);
  if (document.is_discarded()) return fmt::format("`{}` is not JSON", path);
  if (!CollectSites(document, map)) return fmt::format("`{}` is not a manifest", path);
  return std::nullopt;
}

// One row of the result. At least one of the two is there.
struct Difference {
  const ListedSite* before = nullptr;
  const ListedSite* after = nullptr;

  const ListedSite& site() const { return after != nullptr ? *after : *before; }
};

// In the order of files and places.
struct Comparison {
  std::vector<Difference> added;
  std::vector<Difference> removed;
  std::vector<Difference> moved;    // Only that.
  std::vector<Difference> changed;  // What was done with them; they may have moved too.
  size_t num_same = 0;
};

Comparison Compare(const SiteMap& before, const SiteMap& after) {
  Comparison result;
  for (const auto& [key, site] : after) {
    auto old = before.find(key);
    if (old == before.end()) {
      result.added.push_back({nullptr, &site});
    } else if (!site.HasSameFate(old->second)) {
      result.changed.push_back({&old->second, &site});
    } else if (site.Place() != old->second.Place()) {
      result.moved.push_back({&old->second, &site});
    } else {
      ++result.num_same;
    }
  }
  for (const auto& [key, site] : before) {
    if (!after.contains(key)) result.removed.push_back({&site, nullptr});
  }
  auto by_place = [](const Difference& a, const Difference& b) {
    return a.site().Place() < b.site().Place();
  };
  for (auto* rows : {&result.added, &result.removed, &result.moved, &result.changed}) {
    std::ranges::stable_sort(*rows, by_place);
  }
  return result;
}

std::string PlaceText(const ListedSite& site) {
  return fmt::format("{}:{}:{}", ShownText(site.file), site.line, site.column);
}

std::string FateText(const ListedSite& site) {
  return site.reason.empty() ? site.done : fmt::format("{} ({})", site.done, site.reason);
}

std::string HumanRow(std::string_view kind, const Difference& difference) {
  const ListedSite& site = difference.site();
  std::string out = fmt::format("{}: {}: {}", PlaceText(site), kind, ShownText(site.callee));
  if (!site.qualified_name.empty()) out += fmt::format(" in {}", ShownText(site.qualified_name));
  if (kind == "moved") out += fmt::format(", from {}", PlaceText(*difference.before));
  if (kind == "changed") {
    out += ShownText(fmt::format(": {}, was {}", FateText(site), FateText(*difference.before)));
  }
  return out + "\n";
}

void AddPlace(const ListedSite& site, JsonObject& object) {
  object.Add("file", site.file).Add("line", site.line).Add("column", site.column);
}

std::string JsonRow(const Difference& difference) {
  std::string out;
  JsonObject object(out);
  const ListedSite& site = difference.site();
  AddPlace(site, object);
  object.Add("qualified_name", site.qualified_name)
      .Add("callee", site.callee)
      .Add("done", site.done);
  if (!site.reason.empty()) object.Add("reason", site.reason);
  if (difference.before != nullptr && difference.after != nullptr) {
    object.AddKey("before");
    JsonObject before(out);
    AddPlace(*difference.before, before);
    before.Add("done", difference.before->done);
    if (!difference.before->reason.empty()) before.Add("reason", difference.before->reason);
    before.Close();
  }
  object.Close();
  return out;
}

}  // namespace

int RunManifestComparison(const Options& options, Session& session) {
  if (options.paths.size() != 2) {
    return ReportUsageError(session, "--compare takes two manifests, OLD and NEW");
  }
  SiteMap before;
  SiteMap after;
  for (auto [path, map] :
       {std::pair(&options.paths.front(), &before), {&options.paths.back(), &after}}) {
    if (std::optional<std::string> complaint = ReadManifest(*path, *map)) {
      return ReportUsageError(session, *complaint);
    }
  }
  Comparison result = Compare(before, after);
  const std::pair<std::string_view, const std::vector<Difference>*> kinds[] = {
      {"added", &result.added},
      {"removed", &result.removed},
      {"moved", &result.moved},
      {"changed", &result.changed}};
  bool is_json = options.format == Format::Json;
  if (is_json) session.out.Write(R"({"version": 1)");
  std::string summary;
  bool is_equal = true;
  for (const auto& [kind, rows] : kinds) {
    is_equal = is_equal && rows->empty();
    summary += fmt::format("{} {}, ", rows->size(), kind);
    if (is_json) session.out.Write(fmt::format(", \"{}\": [", kind));
    for (const Difference& row : *rows) {
      if (is_json && &row != &rows->front()) session.out.Write(",");
      session.out.Write(is_json ? "\n  " + JsonRow(row) : HumanRow(kind, row));
    }
    if (is_json) session.out.Write("]");
  }
  if (is_json) {
    session.out.Write(fmt::format(", \"same\": {}}}\n", result.num_same));
  } else if (!options.quiet) {
    session.out.Flush();
    session.err.Write(fmt::format("{}{} the same\n", summary, result.num_same));
  }
  return is_equal ? kExitDone : kExitFound;
}

}  // namespace weft
