#pragma once

#include "passes/pass.h"

#include <string>
#include <string_view>

namespace weft {

std::string_view FamilyName(Family family);  // "preprocess"
std::string_view EffectName(Effect effect);  // "preserving"

// What the effect means for a program, without a full stop.
std::string_view EffectText(Effect effect);

// How an option is written: `guard=yes|no`.
std::string OptionSyntax(const PassOptionRow& row);

}  // namespace weft
