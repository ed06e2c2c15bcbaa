#pragma once

// The only file that includes Catch2, with the printers that make its reports readable.
#include "base/line_column.h"
#include "base/span.h"

#include <fmt/format.h>
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>  // Catch2 2, which Debian 12 has.
#endif

#include <string>

namespace Catch {

template <>
struct StringMaker<weft::Span> {
  static std::string convert(weft::Span span) {
    return fmt::format("[{}, {})", span.begin, span.end);
  }
};

template <>
struct StringMaker<weft::LineColumn> {
  static std::string convert(weft::LineColumn place) {
    return fmt::format("{}:{}", place.line, place.column);
  }
};

}  // namespace Catch
