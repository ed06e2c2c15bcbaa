#include "commands.h"

#include <cstdlib>
#include <string>

#include <fmt/format.h>

namespace weft {

int ReportUsageError(Session& session, std::string_view message) {
  session.err.Write(fmt::format("weft: error: {}\n", message));
  return kExitError;
}

bool UsesColor(When when, const StandardStream& stream) {
  if (when != When::Auto) return when == When::Always;
  const char* no_color = ::secure_getenv("NO_COLOR");
  if (no_color != nullptr && *no_color != '\0') return false;
  const char* terminal = ::secure_getenv("TERM");
  if (terminal != nullptr && std::string_view(terminal) == "dumb") return false;
  return stream.is_terminal();
}

std::string StdinName(const Options& options) {
  return options.stdin_filename.empty() ? "<stdin>" : options.stdin_filename;
}

std::string Count(size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

}  // namespace weft
