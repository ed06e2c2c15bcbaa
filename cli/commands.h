#pragma once

#include "options.h"
#include "standard_stream.h"

#include <string_view>

namespace weft {

// What every command has at hand.
struct Session {
  StandardStream out{1};
  StandardStream err{2};
};

// Each command returns the exit code.
int RunRewriteCommand(const Options& options, Session& session);  // wrap, rewrite, strip
int RunAstCommand(const Options& options, Session& session);
int RunCheckCommand(const Options& options, Session& session);
int RunExplainCommand(const Options& options, Session& session);
int RunPassesCommand(const Options& options, Session& session);
int RunCompletionsCommand(const Options& options, Session& session);

// Says what is wrong with the command line. Returns kExitError.
int ReportUsageError(Session& session, std::string_view message);

bool UsesColor(When when, const StandardStream& stream);

// What to call standard input.
std::string StdinName(const Options& options);

// `4 files`, `1 file`
std::string Count(size_t number, std::string_view noun);

}  // namespace weft
