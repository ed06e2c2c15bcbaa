#include "passes/duration_option.h"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

namespace weft {
namespace {

struct Unit {
  std::string_view name;
  double seconds;
};

constexpr Unit kUnits[] = {
    {"", 1}, {"s", 1}, {"ms", 1e-3}, {"us", 1e-6}, {"ns", 1e-9}, {"m", 60}, {"h", 3600},
};

}  // namespace

std::optional<std::string> SecondsOf(std::string_view duration) {
  double number = 0;
  const char* end = duration.data() + duration.size();
  auto [rest, error] = std::from_chars(duration.data(), end, number);
  bool is_number = error == std::errc() && std::isfinite(number) && !std::signbit(number);
  if (!is_number) {
    return std::nullopt;
  }
  std::string_view unit(rest, static_cast<size_t>(end - rest));
  for (const Unit& known : kUnits) {
    if (known.name == unit) {
      return fmt::format("{}", number * known.seconds);
    }
  }
  return std::nullopt;
}

std::optional<std::string> SetLimit(std::string_view value, PassOptions& options) {
  std::optional<std::string> seconds = SecondsOf(value);
  if (!seconds) {
    return fmt::format("`{}` is no duration; say 0.3, 300ms, 2s or 1m", value);
  }
  options.limit = *seconds;
  return std::nullopt;
}

}  // namespace weft
