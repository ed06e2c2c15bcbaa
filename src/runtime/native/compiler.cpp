#include "runtime/native/compiler.h"

#include "driver/in_process.h"
#include "passes/pass_list.h"
#include "passes/pass_order.h"
#include "passes/pass_text.h"
#include "runtime/native/options.h"
#include "runtime/native/positions.h"
#include "runtime/native/reference.h"
#include "runtime/native/rule_catalog.h"

#include <memory>
#include <string>
#include <vector>

namespace {

using weft::Diagnostics;
using weft::InProcessResult;
using weft::LineTable;
using weft::Pass;
using weft::SourceFile;
using weft::Span;

// What rewrite() was called with.
struct Request {
  std::string filename;
  std::string module;
  std::string source;
  bool is_text = false;  // `source` was a str.
  std::vector<const Pass*> passes;
  NativeOptions options;
  bool has_within = false;
  unsigned int within[4] = {0, 0, 0, 0};
};

// What it came to. Made without the GIL.
struct Outcome {
  SourceFile source;
  InProcessResult result;
  Diagnostics diagnostics;
};

bool ReadSource(PyObject* source, Request& request) {
  if (PyUnicode_Check(source)) {
    Py_ssize_t size = 0;
    const char* text = PyUnicode_AsUTF8AndSize(source, &size);
    if (text == nullptr) {
      return false;
    }
    request.source.assign(text, static_cast<size_t>(size));
    request.is_text = true;
    return true;
  }
  char* bytes = nullptr;
  Py_ssize_t size = 0;
  if (PyBytes_AsStringAndSize(source, &bytes, &size) != 0) {
    return false;
  }
  request.source.assign(bytes, static_cast<size_t>(size));
  return true;
}

// Appends what `list`, a str as in `--passes`, names. False, with an exception, where it is none.
bool ReadUses(PyObject* list, const weft::Catalog& catalog, std::vector<weft::PassUse>& uses) {
  const char* text = PyUnicode_AsUTF8(list);
  if (text == nullptr) {
    return false;
  }
  if (std::optional<std::string> complaint = weft::ParsePassList(text, catalog, uses)) {
    PyErr_SetString(PyExc_ValueError, complaint->c_str());
    return false;
  }
  return true;
}

bool ReadPasses(PyObject* lists, const weft::Catalog& catalog, Request& request) {
  Reference sequence(PySequence_Fast(lists, "passes is a sequence of names"));
  if (!sequence) {
    return false;
  }
  std::vector<weft::PassUse> uses;
  for (Py_ssize_t i = 0; i < PySequence_Fast_GET_SIZE(sequence.get()); ++i) {
    if (!ReadUses(PySequence_Fast_GET_ITEM(sequence.get(), i), catalog, uses)) {
      return false;
    }
  }
  std::optional<std::string> complaint =
      weft::UsePasses(uses, request.passes, request.options.options);
  if (!complaint) {
    complaint = weft::CheckOrder(request.passes);
  }
  if (complaint) {
    PyErr_SetString(PyExc_ValueError, complaint->c_str());
  }
  return !complaint;
}

// A text in memory has neither a byte order mark nor an encoding that its cookie could name.
SourceFile Load(Request& request, Diagnostics& diagnostics) {
  return request.is_text
             ? SourceFile::FromText(request.filename, std::move(request.source))
             : SourceFile::Decode(request.filename, std::move(request.source), diagnostics);
}

std::optional<Span> FindWithin(const Request& request, const SourceFile& source) {
  if (!request.has_within) {
    return std::nullopt;
  }
  auto offset_of = [&](unsigned int line, unsigned int column) {
    if (line < 1 || line > source.lines().num_lines()) {
      return static_cast<uint32_t>(source.text().size());
    }
    return source.lines().StartOf(line) + column;
  };
  return Span{offset_of(request.within[0], request.within[1]),
              offset_of(request.within[2], request.within[3])};
}

Outcome Run(Request& request) {
  Diagnostics diagnostics;
  SourceFile source = Load(request, diagnostics);
  InProcessResult result;
  if (source.is_readable()) {
    result = weft::RewriteInProcess(source, request.module, request.passes, request.options.options,
                                    FindWithin(request, source), diagnostics);
  } else {
    result.status = weft::RewriteStatus::SyntaxError;
  }
  return {std::move(source), std::move(result), std::move(diagnostics)};
}

Reference NewText(std::string_view text) {
  return Reference(
      PyUnicode_DecodeUTF8(text.data(), static_cast<Py_ssize_t>(text.size()), "surrogatepass"));
}

// A tuple with what `convert` makes of each of `items`.
template <typename Items, typename Convert>
Reference NewTuple(const Items& items, Convert convert) {
  Reference tuple(PyTuple_New(static_cast<Py_ssize_t>(items.size())));
  Py_ssize_t at = 0;
  for (const auto& item : items) {
    Reference value = tuple ? convert(item) : Reference();
    if (!value) {
      return {};
    }
    PyTuple_SET_ITEM(tuple.get(), at++, value.release());
  }
  return tuple;
}

weft::Place PlaceOf(const LineTable& lines, uint32_t offset) {
  uint32_t line = lines.LineOf(offset);
  return {line, offset - lines.StartOf(line)};
}

Reference NewSite(const LineTable& lines, const weft::Site& site) {
  weft::Place begin = PlaceOf(lines, site.span.begin);
  weft::Place end = PlaceOf(lines, site.span.end);
  Reference function = NewText(site.qualified_name);
  Reference callee = NewText(site.callee);
  Reference pass = NewText(site.pass);
  Reference reason = NewText(site.reason);
  if (!function || !callee || !pass || !reason) {
    return {};
  }
  return Reference(Py_BuildValue("(IIIIOOOO)", begin.line, begin.column, end.line, end.column,
                                 function.get(), callee.get(), pass.get(),
                                 site.is_rewritten ? Py_None : reason.get()));
}

Reference NewDiagnostic(const SourceFile& source, const weft::Diagnostic& diagnostic) {
  constexpr const char* kSeverities[] = {"note", "warning", "error"};
  weft::Place place = PlaceOf(source.lines(), diagnostic.span.begin);
  Reference message = NewText(diagnostic.message);
  if (!message) {
    return {};
  }
  std::string id(weft::kDiagnosticRows[static_cast<size_t>(diagnostic.id)].name);
  return Reference(Py_BuildValue("(ssOII)", kSeverities[static_cast<size_t>(diagnostic.severity)],
                                 id.c_str(), message.get(), place.line, place.column));
}

Reference NewPositionsOf(PyObject* type, Outcome& outcome) {
  if (outcome.result.status != weft::RewriteStatus::Rewritten) {
    Py_INCREF(Py_None);
    return Reference(Py_None);
  }
  return Reference(NewPositions(
      type, std::make_unique<weft::PlaceMap>(outcome.source.text(), outcome.result.text,
                                             std::move(outcome.result.runs))));
}

PyObject* NewResult(PyObject* positions_type, Outcome& outcome) {
  bool is_rewritten = outcome.result.status == weft::RewriteStatus::Rewritten;
  const LineTable& lines = outcome.source.lines();
  Reference text;
  if (is_rewritten) {
    text = NewText(outcome.result.text);
  } else {
    Py_INCREF(Py_None);
    text = Reference(Py_None);
  }
  Reference prologue = NewTuple(outcome.result.prologue, NewText);
  Reference sites =
      NewTuple(outcome.result.sites, [&](const weft::Site& site) { return NewSite(lines, site); });
  Reference diagnostics = NewTuple(outcome.diagnostics.all(), [&](const auto& diagnostic) {
    return NewDiagnostic(outcome.source, diagnostic);
  });
  Reference positions = NewPositionsOf(positions_type, outcome);
  if (!text || !prologue || !sites || !diagnostics || !positions) {
    return nullptr;
  }
  return PyTuple_Pack(5, text.get(), prologue.get(), sites.get(), diagnostics.get(),
                      positions.get());
}

// Null, with an exception, where `object` is neither a Catalog nor None.
const weft::Catalog* FindCatalog(PyObject* module, PyObject* object) {
  Reference type(PyObject_GetAttrString(module, "Catalog"));
  return type ? CatalogOf(type.get(), object) : nullptr;
}

PyObject* Rewrite(PyObject* module, PyObject* args, PyObject* keywords) {
  static const char* names[] = {"source",  "filename", "module",  "passes",
                                "options", "within",   "catalog", nullptr};
  PyObject* source = nullptr;
  PyObject* passes = nullptr;
  PyObject* options = nullptr;
  PyObject* within = Py_None;
  PyObject* catalog_object = Py_None;
  const char* filename = "";
  const char* module_name = "";
  if (PyArg_ParseTupleAndKeywords(args, keywords, "O|$ssOO!OO:rewrite", const_cast<char**>(names),
                                  &source, &filename, &module_name, &passes, &PyDict_Type, &options,
                                  &within, &catalog_object) == 0) {
    return nullptr;
  }
  const weft::Catalog* catalog = FindCatalog(module, catalog_object);
  if (catalog == nullptr) {
    return nullptr;
  }
  Request request;
  request.options.options.begins_in_tree = true;
  request.options.options.catalog = catalog;  // Which the arguments keep alive.
  request.filename = filename;
  request.module = module_name;
  if (passes == nullptr) {
    PyErr_SetString(PyExc_TypeError, "rewrite() needs passes");
    return nullptr;
  }
  if (!ReadSource(source, request) || !ReadPasses(passes, *catalog, request) ||
      !ReadOptions(options, request.options)) {
    return nullptr;
  }
  if (within != Py_None) {
    unsigned int* at = request.within;
    request.has_within = true;
    if (PyArg_ParseTuple(within, "IIII", at, at + 1, at + 2, at + 3) == 0) {
      return nullptr;
    }
  }
  Reference positions_type(PyObject_GetAttrString(module, "Positions"));
  if (!positions_type) {
    return nullptr;
  }
  std::unique_ptr<Outcome> outcome;
  Py_BEGIN_ALLOW_THREADS;
  outcome = std::make_unique<Outcome>(Run(request));
  Py_END_ALLOW_THREADS;
  return NewResult(positions_type.get(), *outcome);
}

Reference NewPass(const Pass& pass) {
  Reference name = NewText(pass.name);
  Reference summary = NewText(pass.summary);
  Reference effect = NewText(weft::EffectName(pass.effect));
  return !name || !summary || !effect
             ? Reference()
             : Reference(PyTuple_Pack(3, name.get(), summary.get(), effect.get()));
}

// `(name, version, ((option, value), ...))`; the version of what is not built in has its content's
// hash.
Reference NewUse(const weft::PassUse& use) {
  Reference name = NewText(use.pass->name);
  std::string made(use.pass->version);
  if (!use.pass->fingerprint.empty()) {
    made.append(" ").append(use.pass->fingerprint);
  }
  Reference version = NewText(made);
  Reference options = NewTuple(use.options, [](const auto& option) {
    Reference key = NewText(option.first);
    Reference value = NewText(option.second);
    return key && value ? Reference(PyTuple_Pack(2, key.get(), value.get())) : Reference();
  });
  return name && version && options
             ? Reference(PyTuple_Pack(3, name.get(), version.get(), options.get()))
             : Reference();
}

PyObject* ParsePasses(PyObject* module, PyObject* args) {
  PyObject* list = nullptr;
  const char* level = "";
  PyObject* catalog_object = Py_None;
  if (PyArg_ParseTuple(args, "U|sO:parse_passes", &list, &level, &catalog_object) == 0) {
    return nullptr;
  }
  const weft::Catalog* catalog = FindCatalog(module, catalog_object);
  if (catalog == nullptr) {
    return nullptr;
  }
  std::vector<weft::PassUse> uses;
  bool is_empty = PyUnicode_GetLength(list) == 0;
  if (!is_empty && !ReadUses(list, *catalog, uses)) {
    return nullptr;
  }
  if (*level != '\0') {
    if (std::optional<std::string> complaint = weft::AddOptimisers(level, *catalog, uses)) {
      PyErr_SetString(PyExc_ValueError, complaint->c_str());
      return nullptr;
    }
  }
  weft::AddUnnamed(*catalog, uses);
  return NewTuple(uses, NewUse).release();
}

PyMethodDef kFunctions[] = {
    {"parse_passes", ParsePasses, METH_VARARGS,
     "parse_passes(list, level='', catalog=None) -> ((name, version, ((option, value), ...)), "
     "...)"},
    {"rewrite", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(Rewrite)),
     METH_VARARGS | METH_KEYWORDS,
     "rewrite(source, *, filename='', module='', passes, options={}, within=None, "
     "catalog=None)\n"
     "-> (text, prologue, sites, diagnostics, positions)"},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

int AddCompiler(PyObject* module) {
  Reference type(NewPositionsType());
  Reference catalog(NewCatalogType());
  Reference passes = NewTuple(weft::AllPasses(), NewPass);
  if (!type || !catalog || !passes || PyModule_AddFunctions(module, kFunctions) != 0 ||
      PyModule_AddStringConstant(module, "version", WEFT_VERSION) != 0) {
    return -1;
  }
  if (PyObject_SetAttrString(module, "Positions", type.get()) != 0 ||
      PyObject_SetAttrString(module, "Catalog", catalog.get()) != 0) {
    return -1;
  }
  return PyObject_SetAttrString(module, "passes", passes.get());
}
