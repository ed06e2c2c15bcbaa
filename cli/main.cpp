#include "command_python.h"
#include "commands.h"
#include "compare_manifests.h"
#include "finding.h"
#include "interrupt.h"
#include "options.h"
#include "pass_setup.h"
#include "render_diagnostics.h"

#include "driver/response_file.h"
#include "plugins/plugin_host.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <new>
#include <string>
#include <system_error>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace weft {
namespace {

int RunCommand(const Options& options, Session& session) {
  switch (options.command) {
    case Command::Wrap:
    case Command::Profile:
    case Command::Rewrite:
    case Command::Strip:
      return RunRewriteCommand(options, session);
    case Command::Ast:
      return RunAstCommand(options, session);
    case Command::Check:
      return RunCheckCommand(options, session);
    case Command::Explain:
      return options.compare ? RunManifestComparison(options, session)
                             : RunExplainCommand(options, session);
    case Command::Passes:
      return RunPassesCommand(options, session);
    case Command::Completions:
      return RunCompletionsCommand(options, session);
  }
  return kExitError;
}

int Run(const std::vector<std::string>& given, Session& session) {
  if (given.size() == 2 && given[0] == kPluginHostCommand && IsPluginHost()) {
    RunPluginHost(given[1]);
  }
  if (!given.empty() && IsPythonCommand(given.front())) return RunPythonCommand(given, session);
  std::vector<std::string> response_files;
  Problems problems;
  std::vector<std::string> args = ExpandResponseFiles(given, response_files, problems);
  for (const Problem& problem : problems.all()) {
    session.err.Write(RenderHuman(MakeFinding(problem), RenderStyle()));
  }
  if (problems.has_errors()) return kExitError;
  std::variant<Options, EarlyExit> parsed = ParseCommandLine(args);
  if (auto* early = std::get_if<EarlyExit>(&parsed)) {
    if (early->code == kExitDone) {
      session.out.Write(early->text);
    } else {
      session.err.Write("weft: " + early->text);
    }
    return early->code;
  }
  auto& options = std::get<Options>(parsed);
  options.response_files = std::move(response_files);
  return RunCommand(options, session);
}

int Main(const std::vector<std::string>& args) {
  bool dies_of_closed_pipe = PrepareStandardStreams();
  Session session;
  int code = Run(args, session);
  bool is_written = session.out.Flush();
  session.err.Flush();
  if (int signal = NotedInterrupt(); signal != 0) DieOfSignal(signal);
  if (is_written) return code;
  int error = session.out.error_number();
  if (error == EPIPE && dies_of_closed_pipe) DieOfSignal(SIGPIPE);
  session.err.Write(fmt::format("weft: error: cannot write standard output: {}\n",
                                ErrorText(std::generic_category().message(error))));
  return kExitError;
}

}  // namespace
}  // namespace weft

int main(int argc, char** argv) {
  try {
    return weft::Main(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc));
  } catch (const std::bad_alloc&) {
    std::fputs("weft: error: out of memory\n", stderr);
  } catch (const std::exception& exception) {
    std::fprintf(stderr, "weft: internal error: %s\n", exception.what());
  }
  return weft::kExitError;
}
