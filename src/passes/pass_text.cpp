#include "passes/pass_text.h"

#include <fmt/format.h>

namespace weft {

std::string_view FamilyName(Family family) {
  switch (family) {
    case Family::Preprocess:
      return "preprocess";
    case Family::Macro:
      return "macro";
    case Family::Optimise:
      return "optimise";
    case Family::Instrument:
      return "instrument";
  }
  return "";
}

std::string_view EffectName(Effect effect) {
  switch (effect) {
    case Effect::Preserving:
      return "preserving";
    case Effect::Observing:
      return "observing";
    case Effect::Changing:
      return "changing";
  }
  return "";
}

std::string_view EffectText(Effect effect) {
  switch (effect) {
    case Effect::Preserving:
      return "the program does the same";
    case Effect::Observing:
      return "the program does the same, and somebody is told";
    case Effect::Changing:
      return "the program does something else, on purpose";
  }
  return "";
}

std::string OptionSyntax(const PassOptionRow& row) {
  return fmt::format("{}={}", row.name, row.type);
}

}  // namespace weft
