#include "passes/cpp.h"
#include "passes/dce_branch.h"
#include "passes/dce_tail.h"
#include "passes/define.h"
#include "passes/duration_option.h"
#include "passes/pass.h"
#include "passes/platconst.h"
#include "passes/profile_calls.h"
#include "passes/strip_annot.h"
#include "passes/strip_assert.h"
#include "passes/strip_debugger.h"
#include "passes/strip_doc.h"
#include "passes/strip_log.h"
#include "passes/strip_print.h"
#include "passes/strip_typecheck.h"
#include "passes/strip_typing.h"
#include "passes/wrap_calls.h"
#include "passes/wrapper_option.h"

#include <algorithm>

#include <fmt/format.h>

namespace weft {
namespace {

constexpr std::string_view kYesNo = "yes|no";

std::optional<std::string> SetClock(std::string_view value, PassOptions& options) {
  options.running_clock = value == "running";
  return std::nullopt;
}

constexpr PassOptionRow kWrapOptions[] = {
    {"with", SetWrapper, "MODULE:NAME", "", "the wrapper: `f(a)` becomes NAME(f, a)"},
    {"guard", &PassOptions::guard, kYesNo, "no",
     "check at run time that no alias of locals(), super() and the like is wrapped"},
    {"decorators", &PassOptions::wrap_decorators, kYesNo, "yes", "wrap calls in decorators"},
    {"defaults", &PassOptions::wrap_defaults, kYesNo, "yes", "wrap calls in parameter defaults"},
};

constexpr PassOptionRow kProfileOptions[] = {
    {"in", &PassOptions::profile_in, "PATTERN", "",
     "profile the functions that PATTERN matches; may be given several times"},
    {"limit", SetLimit, "DURATION", "", "log the calls of every run that takes as long or longer"},
    {"clock", SetClock, "wall|running", "wall",
     "whether the time that a function waits at yield and await counts"},
};

std::optional<std::string> SetAssertMode(std::string_view value, PassOptions& options) {
  options.assert_effects = value == "effects";
  return std::nullopt;
}

constexpr PassOptionRow kStripAssertOptions[] = {
    {"mode", SetAssertMode, "drop|effects", "drop",
     "`effects` still evaluates tests that call something or bind a name"},
};

constexpr PassOptionRow kDefineOptions[] = {
    {"set", SetDefine, "NAME=VALUE", "",
     "the value of a name, a literal; may be given several times"},
};

constexpr PassOptionRow kPlatconstOptions[] = {
    {"platform", &PassOptions::target_platform, "NAME", "",
     "the target's `sys.platform`: linux, darwin, win32"},
    {"version", SetTargetVersion, "VERSION", "", "the target's version: 3.11, or 3.9+"},
    {"implementation", &PassOptions::target_implementation, "NAME", "",
     "the target's `sys.implementation.name`: cpython, pypy"},
    {"debug", &PassOptions::target_debug, "yes|no|unknown", "unknown", "the target's `__debug__`"},
};

constexpr PassOptionRow kStripAnnotOptions[] = {
    {"args", &PassOptions::annot_args, kYesNo, "yes", "take out those of parameters"},
    {"returns", &PassOptions::annot_returns, kYesNo, "yes", "take out those of return values"},
    {"locals", &PassOptions::annot_locals, kYesNo, "yes", "take out those of local variables"},
    {"module", &PassOptions::annot_module, kYesNo, "no", "take out those of a module's variables"},
    {"class", &PassOptions::annot_class, kYesNo, "no", "take out those of variables of classes"},
    {"unknown", &PassOptions::annot_unknown, kYesNo, "no",
     "also those that a decorator, a base class or the file may read"},
};

constexpr PassOptionRow kStripDocOptions[] = {
    {"module", &PassOptions::doc_module, kYesNo, "yes", "take out those of modules"},
    {"class", &PassOptions::doc_class, kYesNo, "yes", "take out those of classes"},
    {"function", &PassOptions::doc_function, kYesNo, "yes", "take out those of functions"},
    {"private-only", &PassOptions::doc_private_only, kYesNo, "no",
     "only those of functions and classes whose name begins with `_`"},
    {"all", &PassOptions::doc_all, kYesNo, "no", "also those that the file reads, as -OO does"},
};

template <ArgEffects PassOptions::*kField>
std::optional<std::string> SetEffects(std::string_view value, PassOptions& options) {
  options.*kField = value == "keep"   ? ArgEffects::Keep
                    : value == "drop" ? ArgEffects::Drop
                                      : ArgEffects::Leave;
  return std::nullopt;
}

constexpr std::string_view kEffects = "leave|keep|drop";
constexpr std::string_view kEffectsSummary =
    "where evaluating the arguments may do something: leave the call, keep only the arguments, or "
    "drop it all";

constexpr PassOptionRow kStripPrintOptions[] = {
    {"effects", SetEffects<&PassOptions::print_effects>, kEffects, "leave", kEffectsSummary},
    {"files", &PassOptions::print_files, kYesNo, "no", "also what is given a file to print to"},
    {"also", &PassOptions::print_also, "PATTERN", "",
     "what else prints, as written: `console.*`; may be given several times"},
};

constexpr PassOptionRow kStripDebuggerOptions[] = {
    {"effects", SetEffects<&PassOptions::debugger_effects>, kEffects, "leave", kEffectsSummary},
    {"also", &PassOptions::debugger_also, "PATTERN", "",
     "what else starts a debugger, as written; may be given several times"},
};

constexpr PassOptionRow kStripLogOptions[] = {
    {"level", SetLogLevel, "debug|info|warning|error|critical", "debug",
     "take out what is logged at this level or below"},
    {"effects", SetEffects<&PassOptions::log_effects>, kEffects, "leave", kEffectsSummary},
    {"receiver", &PassOptions::log_receivers, "PATTERN", "",
     "what else is a logger, as written: `self.log`; may be given several times"},
};

constexpr PassOptionRow kStripTypingOptions[] = {
    {"casts", &PassOptions::typing_casts, kYesNo, "yes", "take out cast() and assert_type()"},
    {"overloads", &PassOptions::typing_overloads, kYesNo, "yes",
     "take out @overload definitions, where the implementation follows"},
    {"decorators", &PassOptions::typing_decorators, kYesNo, "yes", "take out @final and @override"},
};

constexpr PassOptionRow kCppOptions[] = {
    {"set", SetCppDefine, "NAME=VALUE", "",
     "the value of a name, a literal; may be given several times"},
    {"prefix", SetCppPrefix, "TEXT", "#", "what directives begin with: `#%` for `#%if`"},
    {"indented", &PassOptions::cpp_indented, kYesNo, "no", "directives may have blanks in front"},
    {"keep", &PassOptions::cpp_keep, kYesNo, "no", "directives stay, as the comments they are"},
    {"strict", &PassOptions::cpp_strict, kYesNo, "no",
     "a name without a value is an error in a condition, rather than 0"},
};

constexpr Pass kPasses[] = {
    {.name = "cpp",
     .version = "1",
     .summary = "resolve #ifdef, #if, #define and the like",
     .family = Family::Preprocess,
     .effect = Effect::Changing,
     .run = nullptr,
     .options = kCppOptions,
     .run_text = PreprocessText},
    {.name = "define",
     .version = "2",
     .summary = "resolve tests on names whose value is given",
     .family = Family::Preprocess,
     .effect = Effect::Changing,
     .run = Define,
     .options = kDefineOptions},
    {.name = "platconst",
     .version = "2",
     .summary = "resolve tests on the platform and version of the target",
     .family = Family::Preprocess,
     .effect = Effect::Changing,
     .run = Platconst,
     .options = kPlatconstOptions},
    {.name = "strip-typecheck",
     .version = "1",
     .summary = "take out what stands behind `if TYPE_CHECKING:`",
     .family = Family::Preprocess,
     .effect = Effect::Changing,
     .run = StripTypecheck},
    {.name = "strip-assert",
     .version = "2",
     .summary = "take assertions out, as `python -O` does",
     .family = Family::Preprocess,
     .effect = Effect::Changing,
     .run = StripAssert,
     .options = kStripAssertOptions},
    {.name = "strip-debugger",
     .version = "1",
     .summary = "take out breakpoint(), pdb.set_trace() and the like",
     .family = Family::Preprocess,
     .effect = Effect::Changing,
     .run = StripDebugger,
     .options = kStripDebuggerOptions},
    {.name = "strip-print",
     .version = "1",
     .summary = "take out statements that print",
     .family = Family::Preprocess,
     .effect = Effect::Changing,
     .run = StripPrint,
     .options = kStripPrintOptions},
    {.name = "strip-log",
     .version = "1",
     .summary = "take out statements that log",
     .family = Family::Preprocess,
     .effect = Effect::Changing,
     .run = StripLog,
     .options = kStripLogOptions},
    {.name = "strip-typing",
     .version = "1",
     .summary = "take out cast(), @overload, @final and the like",
     .family = Family::Preprocess,
     .effect = Effect::Changing,
     .run = StripTyping,
     .options = kStripTypingOptions},
    {.name = "strip-annot",
     .version = "1",
     .summary = "take annotations out of functions",
     .family = Family::Preprocess,
     .effect = Effect::Changing,
     .run = StripAnnot,
     .options = kStripAnnotOptions},
    {.name = "strip-doc",
     .version = "1",
     .summary = "take docstrings out, as `python -OO` does",
     .family = Family::Preprocess,
     .effect = Effect::Changing,
     .run = StripDoc,
     .options = kStripDocOptions},
    {.name = "dce-branch",
     .version = "2",
     .summary = "take out the branches and arms of constant tests",
     .family = Family::Optimise,
     .effect = Effect::Preserving,
     .run = DeadBranch},
    {.name = "dce-tail",
     .version = "1",
     .summary = "take out what stands behind return, raise, break and continue",
     .family = Family::Optimise,
     .effect = Effect::Preserving,
     .run = DeadTail},
    {.name = "wrap-calls",
     .version = "1",
     .summary = "route every call through a wrapper function",
     .family = Family::Instrument,
     .effect = Effect::Observing,
     .run = WrapCalls,
     .undo = UndoWrapCalls,
     .options = kWrapOptions},
    {.name = "profile-calls",
     .version = "2",
     .summary = "time the calls of chosen functions",
     .family = Family::Instrument,
     .effect = Effect::Observing,
     .run = ProfileCalls,
     .undo = UndoProfileCalls,
     .options = kProfileOptions},
};

}  // namespace

std::span<const Pass> AllPasses() {
  return kPasses;
}

const Pass* FindPass(std::string_view name) {
  auto plain = [](char c) { return c == '-' ? '_' : c; };
  const auto* pass = std::ranges::find_if(kPasses, [&](const Pass& known) {
    return std::ranges::equal(known.name, name, {}, plain, plain);
  });
  return pass == std::end(kPasses) ? nullptr : pass;
}

}  // namespace weft
