#include "command_table.h"

#include <algorithm>

namespace weft {
namespace {

constexpr const char* kProgramFooter =
    "Examples:\n"
    "  weft wrap --with mytrace:call app.py              print app.py with its calls wrapped\n"
    "  weft wrap --with mytrace:call -o build/src src    a rewritten copy of a source tree\n"
    "  weft strip --in-place src                         the original of rewritten files\n"
    "  weft check src                                    report syntax errors\n"
    "  weft wrap --help                                  the options of one command\n"
    "\n"
    "Commands that Python carries out (weft run --help tells of one):\n"
    "  run                         Run a program, rewritten while it is imported\n"
    "  compile                     Write the tagged .pyc files of sources\n"
    "  repl                        An interactive session that is rewritten\n"
    "  report                      Show what event files of profiled runs say\n"
    "\n"
    "Exit codes: 0 done; 1 --check, --diff or `check` found something; 2 usage, I/O or\n"
    "internal error; 3 some inputs had errors and were left unchanged.";
constexpr const char* kWrapFooter =
    "Examples:\n"
    "  weft wrap --with mytrace:call app.py > traced.py\n"
    "  weft wrap --with mytrace:call --copy-others -o build/src src\n"
    "  weft wrap --with mytrace:call --diff src | less\n"
    "  weft wrap --with mytrace:call --only 'requests.*' --not-in 'tests.*' -o out src\n"
    "  weft wrap --with mytrace:call --pointcut 'call(requests.*) && kind(async)' app.py\n"
    "  git show HEAD:app.py | weft wrap --with mytrace:call -";
constexpr const char* kProfileFooter =
    "Examples:\n"
    "  weft profile --in 'handle_*' --limit 300ms app.py > timed.py\n"
    "  weft profile --in 'shop.orders:*' --copy-others -o build/src src\n"
    "  weft profile src -o build/src                     what @weft.profile(...) marks";
constexpr const char* kRewriteFooter =
    "Examples:\n"
    "  weft rewrite --passes wrap-calls --with mytrace:call -o out src\n"
    "  weft rewrite --passes wrap-calls --with mytrace:call --check src\n"
    "  weft rewrite --rules identity.weft --diff src     what the rules of a file do\n"
    "  weft rewrite --plugin identity.so --diff src      what the passes of a plug-in do\n"
    "  weft passes                                       what LIST may hold";
constexpr const char* kStripFooter =
    "Examples:\n"
    "  weft strip traced.py > app.py\n"
    "  weft strip --in-place src\n"
    "  weft strip --check src                            name what is rewritten\n"
    "  weft strip -o original build/src";
constexpr const char* kCheckFooter =
    "Examples:\n"
    "  weft check src tests\n"
    "  weft check --target 3.9 src\n"
    "  weft check --format github .\n"
    "  weft check --stdin-filename app.py - < app.py";
constexpr const char* kAstFooter =
    "Examples:\n"
    "  weft ast app.py\n"
    "  weft ast --indent 2 --no-attributes app.py | less\n"
    "  echo 'x = 1' | weft ast --target 3.8 -";
constexpr const char* kExplainFooter =
    "Examples:\n"
    "  weft explain app.py\n"
    "  weft explain --skip 'log.*' --ignore-builtins src\n"
    "  weft explain --at app.py:12 --pointcut 'call(requests.*)' .\n"
    "  weft explain --format json src > sites.json\n"
    "  weft explain --compare old.json new.json";
constexpr const char* kPassesFooter =
    "Examples:\n"
    "  weft passes\n"
    "  weft passes wrap-calls\n"
    "  weft passes --rules identity.weft";
constexpr const char* kCompletionsFooter =
    "Examples:\n"
    "  weft completions bash > ~/.local/share/bash-completion/completions/weft\n"
    "  weft completions zsh > ~/.zfunc/_weft\n"
    "  weft completions fish > ~/.config/fish/completions/weft.fish";

constexpr CommandRow kCommands[] = {
    {Command::Wrap, "wrap", "Route every call through a wrapper of yours", kWrapFooter},
    {Command::Profile, "profile", "Time the calls of chosen functions", kProfileFooter},
    {Command::Rewrite, "rewrite", "Run chosen passes; the general form of wrap and profile",
     kRewriteFooter},
    {Command::Strip, "strip", "Give back the original of rewritten files", kStripFooter},
    {Command::Check, "check", "Report syntax errors as CPython does", kCheckFooter},
    {Command::Ast, "ast", "Print the syntax tree as CPython's ast.dump does", kAstFooter},
    {Command::Explain, "explain",
     "Tell of each call whether it would be wrapped or timed, or why not", kExplainFooter},
    {Command::Passes, "passes", "List the passes, or tell about one", kPassesFooter},
    {Command::Completions, "completions", "Print a completion script for a shell",
     kCompletionsFooter},
};

}  // namespace

std::span<const CommandRow> AllCommands() {
  return kCommands;
}

bool IsCommandName(std::string_view name) {
  return std::ranges::any_of(kCommands, [&](const CommandRow& row) { return row.name == name; });
}

const char* ProgramFooter() {
  return kProgramFooter;
}

}  // namespace weft
