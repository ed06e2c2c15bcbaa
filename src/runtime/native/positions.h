#pragma once

#include "base/line_table.h"
#include "print/printer.h"

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include <Python.h>

namespace weft {

// Line from 1, column in bytes of UTF-8 from 0: as CPython's ast counts.
struct Place {
  uint32_t line;
  uint32_t column;
  friend auto operator<=>(const Place&, const Place&) = default;
};

// Places of a rewritten text in the text that it was made from. Never changes.
class PlaceMap {
 public:
  PlaceMap(std::string_view input, std::string_view output, std::vector<CopiedRun> runs)
      : input_lines_(input), output_lines_(output), runs_(std::move(runs)) {}

  // Where something that begins (ends) at `place` of the output begins (ends) in the input.
  // What was inserted has no place of its own: it begins where the next copied byte stands and
  // ends where the last one did. A place outside of the text is taken as it is.
  Place BeginOf(Place place) const;
  Place EndOf(Place place) const;

 private:
  bool ToOffset(Place place, uint32_t& offset) const;
  Place ToPlace(uint32_t input_offset) const;

  LineTable input_lines_;
  LineTable output_lines_;
  std::vector<CopiedRun> runs_;
};

}  // namespace weft

// A new `Positions` object; null with an exception set.
PyObject* NewPositions(PyObject* type, std::unique_ptr<weft::PlaceMap> map);

// The type of them.
PyObject* NewPositionsType();
