#pragma once

#include "astgen/description.h"

#include <string>

// Each function writes one output from a description without errors.
namespace astgen {

std::string EmitKindsHeader(const Description& description);
std::string EmitKindsSource(const Description& description);
std::string EmitViews(const Description& description);
std::string EmitVisitorDispatch(const Description& description);
// The kinds, roles and their names in one header that needs no other of ours.
std::string EmitPluginKinds(const Description& description);
std::string EmitGrammarMap(const Description& description);
std::string EmitDocs(const Description& description);

}  // namespace astgen
