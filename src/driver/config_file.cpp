#include "driver/config_file.h"

#include "select/name_pattern.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

// The only file that sees toml++: it is slow to compile.
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

namespace weft {
namespace {

constexpr std::string_view kOverrides = "overrides";
constexpr std::string_view kPath = "path";
constexpr size_t kMaxKeyDots = 32;

// The offset of the last quote of the string that begins at `at`.
size_t EndOfString(std::string_view text, size_t at) {
  const char quote = text[at];
  const char triple[] = {quote, quote, quote};
  bool is_long = text.substr(at).starts_with(std::string_view(triple, 3));
  for (size_t i = at + (is_long ? 3 : 1); i < text.size(); ++i) {
    if (text[i] == '\\' && quote == '"') {
      ++i;
    } else if (!is_long && (text[i] == quote || text[i] == '\n')) {
      return i;
    } else if (is_long && text.substr(i).starts_with(std::string_view(triple, 3))) {
      // Two more quotes may belong to the string.
      size_t end = i + 2;
      while (end < i + 4 && end + 1 < text.size() && text[end + 1] == quote) ++end;
      return end;
    }
  }
  return text.size();
}

// toml++ makes a table of each part of a dotted key and recurses over them, so a key of some
// hundred thousand parts would overflow the stack.
bool HasDeepKey(std::string_view text) {
  size_t num_dots = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '"' || c == '\'') {
      i = EndOfString(text, i);
    } else if (c == '#') {
      i = std::min(text.find('\n', i), text.size());
      num_dots = 0;
    } else if (c == '.') {
      if (++num_dots > kMaxKeyDots) return true;
    } else if (std::string_view("=,[]{}\n").find(c) != std::string_view::npos) {
      num_dots = 0;
    }
  }
  return false;
}

LineColumn PlaceOf(const toml::source_region& region) {
  return {region.begin.line, region.begin.column};
}

std::string_view TypeName(toml::node_type type) {
  switch (type) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "an array";
    case toml::node_type::string:
      return "a string";
    case toml::node_type::integer:
      return "an integer";
    case toml::node_type::floating_point:
      return "a float";
    case toml::node_type::boolean:
      return "a boolean";
    default:
      return "a date or a time";
  }
}

std::string_view Demand(ConfigType type) {
  switch (type) {
    case ConfigType::Flag:
      return "true or false";
    case ConfigType::Text:
      return "a string";
    case ConfigType::List:
      return "a list of strings";
  }
  return "";
}

// What one file says.
class Reader {
 public:
  Reader(const std::string& path, const ConfigSchema& schema, Problems& problems)
      : path_(path), schema_(schema), problems_(problems) {}

  std::optional<ConfigFile> Read(const toml::table& document);

 private:
  template <ProblemId kId, typename... Args>
  void Complain(LineColumn place, Args&&... args) {
    problems_.ReportAt<kId>(path_, place, std::forward<Args>(args)...);
    is_wrong_ = true;
  }
  void WrongType(std::string_view key, std::string_view demand, const toml::node& value);

  void ReadSection(const toml::table& table, bool is_override, std::vector<ConfigEntry>& entries);
  void ReadEntry(const toml::key& key, const toml::node& value, std::vector<ConfigEntry>& entries);
  void ReadOverrides(const toml::node& value, std::vector<ConfigOverride>& overrides);
  std::optional<ConfigOverride> ReadOverride(const toml::table& table);
  void UnknownKey(const toml::key& key, bool is_override);

  // Adds the strings of `value`, checked.
  void ReadStrings(const ConfigKey& key, const toml::node& value,
                   std::vector<std::string>& strings);

  const std::string& path_;
  const ConfigSchema& schema_;
  Problems& problems_;
  bool is_wrong_ = false;
};

void Reader::WrongType(std::string_view key, std::string_view demand, const toml::node& value) {
  Complain<ProblemId::ConfigWrongType>(PlaceOf(value.source()), key, demand,
                                       TypeName(value.type()));
}

std::optional<ConfigFile> Reader::Read(const toml::table& document) {
  const toml::node* node = &document;
  std::string name;
  for (std::string_view part : {"tool", "weft"}) {
    const toml::node* below = node->as_table()->get(part);
    if (below == nullptr) return std::nullopt;
    name += (name.empty() ? "" : ".") + std::string(part);
    if (!below->is_table()) {
      WrongType(name, "a table", *below);
      return std::nullopt;
    }
    node = below;
  }
  ConfigFile file;
  file.path = path_;
  const toml::table& table = *node->as_table();
  ReadSection(table, false, file.entries);
  if (const toml::node* overrides = table.get(kOverrides)) {
    ReadOverrides(*overrides, file.overrides);
  }
  if (is_wrong_) return std::nullopt;
  return file;
}

void Reader::ReadSection(const toml::table& table, bool is_override,
                         std::vector<ConfigEntry>& entries) {
  for (auto&& [key, value] : table) {
    bool is_ours = key.str() == (is_override ? kPath : kOverrides);
    if (is_ours) continue;
    auto known = std::ranges::find(schema_.keys, key.str(), &ConfigKey::name);
    if (known != schema_.keys.end()) {
      ReadEntry(key, value, entries);
    } else {
      UnknownKey(key, is_override);
    }
  }
}

void Reader::ReadEntry(const toml::key& key, const toml::node& value,
                       std::vector<ConfigEntry>& entries) {
  auto known = std::ranges::find(schema_.keys, key.str(), &ConfigKey::name);
  ConfigEntry entry;
  entry.key = static_cast<size_t>(known - schema_.keys.begin());
  entry.place = PlaceOf(key.source());
  if (known->type != ConfigType::Flag) {
    ReadStrings(*known, value, entry.values);
  } else if (const auto* flag = value.as_boolean()) {
    entry.is_on = flag->get();
  } else {
    WrongType(known->name, Demand(known->type), value);
  }
  entries.push_back(std::move(entry));
}

void Reader::ReadStrings(const ConfigKey& key, const toml::node& value,
                         std::vector<std::string>& strings) {
  if (const toml::array* array = value.as_array();
      array != nullptr && key.type == ConfigType::List) {
    ConfigKey single = key;
    single.type = ConfigType::Text;
    for (const toml::node& element : *array) ReadStrings(single, element, strings);
    return;
  }
  const auto* text = value.as_string();
  if (text == nullptr) return WrongType(key.name, Demand(key.type), value);
  if (key.check != nullptr) {
    if (std::optional<std::string> complaint = key.check(text->get())) {
      Complain<ProblemId::ConfigBadValue>(PlaceOf(value.source()), key.name, *complaint);
    }
  }
  strings.push_back(text->get());
}

void Reader::ReadOverrides(const toml::node& value, std::vector<ConfigOverride>& overrides) {
  const toml::array* array = value.as_array();
  constexpr std::string_view kDemand = "tables `[[tool.weft.overrides]]`";
  if (array == nullptr) return WrongType(kOverrides, kDemand, value);
  for (const toml::node& element : *array) {
    if (!element.is_table()) {
      WrongType(kOverrides, kDemand, element);
    } else if (std::optional<ConfigOverride> read = ReadOverride(*element.as_table())) {
      overrides.push_back(std::move(*read));
    }
  }
}

std::optional<ConfigOverride> Reader::ReadOverride(const toml::table& table) {
  std::vector<std::string> patterns;
  if (const toml::node* path = table.get(kPath)) {
    ReadStrings({.name = kPath, .type = ConfigType::List, .check = CheckPathPattern}, *path,
                patterns);
  } else {
    Complain<ProblemId::ConfigOverrideWithoutPath>(PlaceOf(table.source()));
  }
  std::vector<ConfigEntry> entries;
  ReadSection(table, true, entries);
  if (is_wrong_) return std::nullopt;
  return ConfigOverride{PathPatterns(patterns), std::move(entries)};
}

void Reader::UnknownKey(const toml::key& key, bool is_override) {
  LineColumn place = PlaceOf(key.source());
  if (schema_.is_option(key.str())) {
    return Complain<ProblemId::ConfigCommandLineOnly>(place, key.str());
  }
  std::vector<std::string_view> names;
  for (const ConfigKey& known : schema_.keys) names.push_back(known.name);
  names.push_back(is_override ? kPath : kOverrides);
  NamePattern written(key.str());
  std::string_view nearest;
  // Half of the letters may be wrong: among so few keys there is hardly a doubt.
  auto best = static_cast<uint32_t>(key.str().size() / 2 + 1);
  for (std::string_view name : names) {
    uint32_t distance = written.DistanceTo(name, best);
    if (distance < best) {
      best = distance;
      nearest = name;
    }
  }
  std::string advice = nearest.empty() ? "" : fmt::format("; did you mean `{}`?", nearest);
  Complain<ProblemId::ConfigUnknownKey>(place, key.str(), advice);
}

}  // namespace

std::optional<std::string> CheckPathPattern(const std::string& pattern) {
  if (pattern.find_first_of("\r\n") != std::string::npos) return "a pattern is one line";
  return std::nullopt;
}

Gitignore PathPatterns(std::span<const std::string> patterns) {
  std::string text;
  for (const std::string& pattern : patterns) text += pattern + "\n";
  return Gitignore(text);
}

bool CoversPath(const Gitignore& patterns, std::string_view path) {
  for (size_t end = path.find('/'); end != std::string_view::npos; end = path.find('/', end + 1)) {
    if (patterns.Match(path.substr(0, end), true) == IgnoreVerdict::Ignored) return true;
  }
  return patterns.Match(path, false) == IgnoreVerdict::Ignored;
}

std::optional<ConfigFile> ParseConfig(const std::string& path, std::string_view text,
                                      const ConfigSchema& schema, Problems& problems) {
  if (HasDeepKey(text)) {
    problems.Report<ProblemId::ConfigKeyTooDeep>(path, kMaxKeyDots);
    return std::nullopt;
  }
  toml::parse_result result = toml::parse(text, std::string_view(path));
  if (!result) {
    const toml::parse_error& error = result.error();
    problems.ReportAt<ProblemId::ConfigBadToml>(path, PlaceOf(error.source()),
                                                ErrorText(std::string(error.description())));
    return std::nullopt;
  }
  Problems found;
  std::optional<ConfigFile> file = Reader(path, schema, found).Read(result.table());
  // Tables are sorted by key, and people read from the top.
  found.SortByPlace();
  problems.Append(std::move(found));
  return file;
}

}  // namespace weft
