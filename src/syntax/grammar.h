#pragma once

#include "tree_sitter/parser.h"

// The one entry of the generated parser.
extern "C" const TSLanguage* tree_sitter_python(void);
