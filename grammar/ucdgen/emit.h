#pragma once

#include "ucdgen/database.h"

#include <string>

namespace ucdgen {

// The text of syntax/unicode_tables.h.
std::string EmitTables(const Database& database);

}  // namespace ucdgen
