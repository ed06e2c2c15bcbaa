#pragma once

#include <Python.h>

// The compiler in process: adds to `module`
//
//   rewrite(source: str | bytes, *, filename="", module="", passes, options={}, within=None)
//       -> (text, prologue, sites, diagnostics, positions)
//
// `text` is the rewritten source without its prologue, or None where nothing is to be done;
// `prologue` a tuple of statements that it needs. `sites` has a tuple (line, column, end line,
// end column, function, callee, pass, reason) for each place looked at, where the option
// `record_sites` is set; `reason` is None where it was rewritten. `diagnostics` has a tuple
// (severity, id, message, line, column) each. `within` is a (line, column, end line, end column):
// only what is inside of it is rewritten. Lines count from 1 and columns are bytes of UTF-8 from
// 0, as in CPython's ast. `positions` is a Positions, or None where `text` is.
//
// A source that is not Python is no exception: it is an error among the diagnostics, and
// nothing is rewritten. The GIL is released meanwhile.
//
// Positions.restore(tree) puts every node of an ast of `text` at its place in the source.
//
// Also `passes`, a tuple with a tuple (name, summary, effect) for each pass, and `version`.
// -1 with an exception set where that failed.
int AddCompiler(PyObject* module);
