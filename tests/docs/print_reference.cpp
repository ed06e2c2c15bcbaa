// Prints the pages of docs/ that follow from tables in the code.
//
// print_reference diagnostics|passes

#include "base/diagnostics.h"
#include "driver/problems.h"
#include "passes/pass.h"
#include "passes/pass_text.h"
#include "passes/presets.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace weft {
namespace {

// A format as a message reads: `…` for each argument, one brace for two.
std::string Readable(std::string_view format) {
  std::string text;
  for (size_t i = 0; i < format.size(); ++i) {
    bool is_brace = format[i] == '{' || format[i] == '}';
    if (is_brace && format.substr(i + 1, 1) == format.substr(i, 1)) {
      text += format[i++];
    } else if (is_brace) {
      text += "…";
      i = format.find('}', i);
    } else {
      text += format[i];
    }
  }
  return text;
}

// Both lists have rows of a name, a severity and a format.
template <typename Row, size_t kSize>
void PrintRows(const Row (&rows)[kSize]) {
  fmt::print("| id | severity | message |\n|---|---|---|\n");
  for (const Row& row : rows) {
    fmt::print("| `{}` | {} | {} |\n", row.name, SeverityName(row.severity), Readable(row.format));
  }
}

void PrintDiagnostics() {
  fmt::print(
      "# Diagnostics\n"
      "\n"
      "This page is generated from `src/base/diagnostics.def` and `src/driver/problems.def`; edit "
      "those, build, and run `cmake --build BUILD --target update_docs`.\n"
      "\n"
      "The id of a message is stable, and every `--format` carries it; only the human form of "
      "`weft check` names Python's exception in its place.\n"
      "An `…` stands for what the message fills in.\n"
      "Notes are shown with `--verbose` only, but for `PrologueTakesLine`, which `--quiet` alone "
      "hides.\n"
      "\n"
      "## About a place in a file\n"
      "\n"
      "A file with an error is left as it is, and the exit code is 3, or 1 for `weft check`.\n"
      "The three messages about edits mean a mistake in a pass; the exit code is then 2.\n"
      "\n");
  PrintRows(kDiagnosticRows);
  fmt::print(
      "\n"
      "## About a path\n"
      "\n"
      "Errors make the exit code 2; warnings and notes do not change it.\n"
      "\n");
  PrintRows(kProblemRows);
}

// `|` separates cells.
std::string Cell(std::string_view text) {
  std::string cell;
  for (char c : text) cell.append(c == '|' ? "\\|" : std::string(1, c));
  return cell;
}

void PrintOptions(const Pass& pass) {
  if (pass.options.empty()) return;
  fmt::print("\n| option | default | what it does |\n|---|---|---|\n");
  for (const PassOptionRow& row : pass.options) {
    std::string initial = row.initial.empty() ? "" : fmt::format("`{}`", row.initial);
    fmt::print("| `{}` | {} | {} |\n", Cell(OptionSyntax(row)), initial, Cell(row.summary));
  }
}

void PrintPasses() {
  fmt::print(
      "# Passes\n"
      "\n"
      "This page is generated from `src/passes/registry.cpp` and `src/passes/presets.cpp`; edit "
      "those, build, and run `cmake --build BUILD --target update_docs`.\n"
      "\n"
      "`weft rewrite --passes A,B[option=value]` runs passes in the order given, each on what the "
      "one before it made; `weft passes` lists them.\n"
      "In names, dashes and underscores are the same.\n"
      "How to write one is told in [adding-a-pass.md](adding-a-pass.md).\n"
      "\n"
      "| pass | family | effect | what it does |\n"
      "|---|---|---|---|\n");
  for (const Pass& pass : AllPasses()) {
    fmt::print("| [`{0}`](#{0}) | {1} | {2} | {3} |\n", pass.name, FamilyName(pass.family),
               EffectName(pass.effect), Cell(pass.summary));
  }
  fmt::print(
      "\n"
      "Families run in the order preprocess, macro, optimise, instrument: each hides from the "
      "earlier ones what they look for. A list in another order is refused.\n"
      "\n"
      "The effect is what a pass may do to a program:\n"
      "\n"
      "- *preserving*: the program does the same;\n"
      "- *observing*: the program does the same, and somebody is told;\n"
      "- *changing*: the program does something else, on purpose. Such a file has no undo record.\n"
      "\n"
      "## Presets\n"
      "\n"
      "A preset stands for a list of passes, wherever a list may stand; `-O1` and `-O2` are the "
      "presets `O1` and `O2`.\n"
      "\n"
      "| preset | passes | what for |\n"
      "|---|---|---|\n");
  for (const Preset& preset : AllPresets()) {
    fmt::print("| `{}` | `{}` | {} |\n", preset.name, Cell(preset.passes), Cell(preset.summary));
  }
  for (const Pass& pass : AllPasses()) {
    std::string file(pass.name);
    std::replace(file.begin(), file.end(), '-', '_');
    fmt::print("\n## {}\n\n{}; see `src/passes/{}.h`.\n", pass.name, pass.summary, file);
    PrintOptions(pass);
  }
}

}  // namespace
}  // namespace weft

int main(int argc, char** argv) {
  std::string_view page = argc == 2 ? argv[1] : "";
  if (page == "diagnostics") {
    weft::PrintDiagnostics();
  } else if (page == "passes") {
    weft::PrintPasses();
  } else {
    fmt::print(stderr, "usage: print_reference diagnostics|passes\n");
    return 2;
  }
  return std::fflush(stdout) == 0 ? 0 : 1;
}
