// Reads the description of the tree and writes what follows from it.

#include "astgen/asdl_check.h"
#include "astgen/asdl_parser.h"
#include "astgen/emit.h"

#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace astgen {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string input;
  std::string output_dir;
  std::string docs;        // Empty for none.
  std::string plugin_dir;  // Where the headers of plug-ins go. Empty for none.
};

struct Output {
  fs::path path;
  std::string text;
};

std::optional<Options> ParseOptions(const std::vector<std::string_view>& args) {
  Options options;
  std::vector<std::string*> operands = {&options.output_dir, &options.input};
  for (size_t i = 0; i < args.size(); ++i) {
    if (args[i] == "--docs") {
      if (++i == args.size()) return std::nullopt;
      options.docs = args[i];
    } else if (args[i] == "--plugin-headers") {
      if (++i == args.size()) return std::nullopt;
      options.plugin_dir = args[i];
    } else if (args[i].starts_with("-") || operands.empty()) {
      return std::nullopt;
    } else {
      *operands.back() = args[i];
      operands.pop_back();
    }
  }
  if (!operands.empty()) return std::nullopt;
  return options;
}

std::optional<std::string> ReadFile(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

// Leaves an up-to-date file alone, so that nothing is rebuilt for it.
bool WriteIfChanged(const Output& output) {
  if (ReadFile(output.path) == output.text) return true;
  std::error_code ignored;
  fs::create_directories(output.path.parent_path(), ignored);
  fs::path partial = output.path;
  partial += ".partial";
  std::ofstream stream(partial, std::ios::binary);
  stream << output.text;
  stream.close();
  if (!stream) return false;
  std::error_code error;
  fs::rename(partial, output.path, error);
  return !error;
}

void PrintError(const std::string& path, const Error& error) {
  fmt::print(stderr, "{}:{}:{}: error: {}\n", path, error.position.line, error.position.column,
             error.message);
}

// The header as plug-ins have it, which find all of ours below `weft`.
std::string ForPlugins(std::string header) {
  constexpr std::string_view kOurs = "#include \"syntax/";
  for (size_t at = header.find(kOurs); at != std::string::npos; at = header.find(kOurs, at + 1)) {
    header.replace(at, kOurs.size(), "#include \"weft/");
  }
  return header;
}

int Generate(const Options& options) {
  std::optional<std::string> text = ReadFile(options.input);
  if (!text) {
    PrintError(options.input, {{}, "cannot be read"});
    return 1;
  }
  std::variant<Description, Error> parsed = ParseAsdl(*text);
  if (auto* error = std::get_if<Error>(&parsed)) {
    PrintError(options.input, *error);
    return 1;
  }
  const Description& description = std::get<Description>(parsed);
  std::vector<Error> errors = CheckAsdl(description);
  for (const Error& error : errors) PrintError(options.input, error);
  if (!errors.empty()) return 1;

  fs::path dir = options.output_dir;
  std::vector<Output> outputs = {
      {dir / "kinds.h", EmitKindsHeader(description)},
      {dir / "kinds.cpp", EmitKindsSource(description)},
      {dir / "views.h", EmitViews(description)},
      {dir / "visitor_dispatch.h", EmitVisitorDispatch(description)},
      {dir / "grammar_map.h", EmitGrammarMap(description)},
  };
  if (!options.docs.empty()) outputs.push_back({options.docs, EmitDocs(description)});
  if (!options.plugin_dir.empty()) {
    fs::path plugin_dir = options.plugin_dir;
    outputs.push_back({plugin_dir / "kinds.h", EmitPluginKinds(description)});
    outputs.push_back({plugin_dir / "views.h", ForPlugins(EmitViews(description))});
    outputs.push_back(
        {plugin_dir / "visitor_dispatch.h", ForPlugins(EmitVisitorDispatch(description))});
  }
  for (const Output& output : outputs) {
    if (!WriteIfChanged(output)) {
      PrintError(output.path.string(), {{}, "cannot be written"});
      return 1;
    }
  }
  return 0;
}

}  // namespace
}  // namespace astgen

int main(int argc, char** argv) try {
  auto options = astgen::ParseOptions({argv + 1, argv + argc});
  if (!options) {
    fmt::print(stderr, "usage: astgen DESCRIPTION OUTDIR [--docs FILE] [--plugin-headers DIR]\n");
    return 2;
  }
  return astgen::Generate(*options);
} catch (const std::exception& error) {
  std::fputs(error.what(), stderr);
  return 1;
}
