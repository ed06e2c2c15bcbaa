#pragma once

#include "passes/catalog.h"

#include <Python.h>

// The type `Catalog`: the passes that are built in, and those of rule files, for rewrite() and
// parse_passes(). `Catalog(((path, text), ...))` raises ValueError where a file is wrong. Null,
// with an exception, on failure.
PyObject* NewCatalogType();

// The catalog of `object`; that without additions for None. Null, with a TypeError, for anything
// that is not of `type`.
const weft::Catalog* CatalogOf(PyObject* type, PyObject* object);
