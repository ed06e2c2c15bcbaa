#pragma once

#include "astgen/description.h"

#include <string>

// Each function writes one output from a description without errors.
namespace astgen {

std::string EmitKindsHeader(const Description& description);
std::string EmitKindsSource(const Description& description);
std::string EmitViews(const Description& description);
std::string EmitVisitorDispatch(const Description& description);
std::string EmitGrammarMap(const Description& description);
std::string EmitDocs(const Description& description);

}  // namespace astgen
