#pragma once

#include "options.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

// CLI11 is slow to compile, so this header does without it.
// NOLINTNEXTLINE(readability-identifier-naming): CLI11's name.
namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace weft {

inline constexpr const char* kTargets = "3.8|3.9|3.10|3.11|3.12|3.13|3.14";
inline constexpr const char* kFormats = "human|json|sarif|github";
inline constexpr const char* kClocks = "wall|running";
inline constexpr const char* kColors = "auto|always|never";

// What the options are parsed into. Outlives the App that points into it.
struct Parsed {
  Options options;
  std::string color = "auto";
  std::string format = "human";
  std::map<const CLI::Option*, std::string> choices;  // `a|b|c`, of options that have some.
};

// The parts of `a|b|c`.
std::vector<std::string> SplitChoices(std::string_view choices);

// An option whose values are listed in `choices`, separated by `|`.
CLI::Option* AddChoice(CLI::App& app, Parsed& parsed, const std::string& names, std::string& value,
                       const std::string& choices, const std::string& summary);

// Each of these adds the options of one group; commands differ in what they take of it.
void AddPaths(CLI::App& app, Options& options, bool is_required);
void AddPassOptions(CLI::App& app, Options& options);
void AddForeignPassOptions(CLI::App& app, Options& options);
void AddPipelineOptions(CLI::App& app, Parsed& parsed);
void AddWrapOptions(CLI::App& app, Options& options);
void AddCheckOptions(CLI::App& app, Options& options);
void AddProfileOptions(CLI::App& app, Parsed& parsed);
void AddSelectionOptions(CLI::App& app, SelectionOptions& select);
void AddOutputOptions(CLI::App& app, Options& options, bool has_manifest);
void AddRunOptions(CLI::App& app, Parsed& parsed, const std::string& formats);
void AddAstOptions(CLI::App& app, Parsed& parsed);
}  // namespace weft
