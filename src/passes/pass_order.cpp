#include "passes/pass_order.h"

#include "passes/pass_text.h"

#include <fmt/format.h>

namespace weft {
namespace {

// Why a pass of `family` has to come before all that is behind it in Family.
std::string_view Reason(Family family) {
  switch (family) {
    case Family::Preprocess:
      return "what is to be removed has to go before it is looked at";
    case Family::Macro:
      return "what a macro stands for has to be there before it is optimised";
    case Family::Optimise:
      return "what an instrument puts around calls hides them";
    case Family::Instrument:
      return "";
  }
  return "";
}

}  // namespace

std::optional<std::string> CheckOrder(std::span<const Pass* const> passes) {
  for (size_t i = 1; i < passes.size(); ++i) {
    const Pass& before = *passes[i - 1];
    const Pass& pass = *passes[i];
    if (pass.run_text != nullptr && before.run_text == nullptr) {
      return fmt::format("`{}` cannot come behind `{}`; it goes before the file is parsed",
                         pass.name, before.name);
    }
    if (pass.family < before.family) {
      return fmt::format("`{}` ({}) cannot come behind `{}` ({}); {}", pass.name,
                         FamilyName(pass.family), before.name, FamilyName(before.family),
                         Reason(pass.family));
    }
    if (pass.family == Family::Instrument && before.family == Family::Instrument) {
      return fmt::format(
          "`{}` and `{}` do not run together; each would take what the other one "
          "inserted for the program's",
          before.name, pass.name);
    }
  }
  return std::nullopt;
}

}  // namespace weft
