#pragma once

#include "weft/abi.h"
#include "weft/edits.h"
#include "weft/tree.h"
#include "weft/views.h"
#include "weft/visitor.h"

#include <cstddef>
#include <exception>
#include <iterator>
#include <string>
#include <string_view>

namespace weft {

// Warnings and notes are shown; an error leaves the file unchanged.
enum class Severity : uint32_t { Note = WEFT_NOTE, Warning = WEFT_WARNING, Error = WEFT_ERROR };

// One file for one pass, and what the pass asks for. Lives while the pass runs.
class File {
 public:
  explicit File(const WeftInput& input) : input_(input), tree_(input) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  const Tree& tree() const { return tree_; }
  std::string_view path() const { return View(input_.path); }
  // The file's dotted name; empty where unknown.
  std::string_view module() const { return View(input_.module); }

  // What the user gave for an option of the pass, the last of several; else `initial`.
  std::string_view Option(std::string_view name, std::string_view initial = "") const {
    for (size_t i = input_.num_options; i-- > 0;) {
      if (View(input_.options[i].name) == name) return View(input_.options[i].value);
    }
    return initial;
  }

  // Edits that rewrite `site`, a node: a call, a statement, a definition or any other.
  Edits Rewrite(NodeId site) const { return {input_, site}; }
  // Records, for `--manifest`, why `site` is not rewritten; drops what was asked for there.
  void LeaveAlone(NodeId site, std::string_view reason) const {
    input_.host->leave_alone(input_.run, site.index, ToAbi(reason));
  }

  void Report(Severity severity, NodeId at, std::string_view message) const {
    Report(severity, tree_[at].span, message);
  }
  void Report(Severity severity, Span at, std::string_view message) const {
    input_.host->report(input_.run, static_cast<uint32_t>(severity), at.begin, at.end,
                        ToAbi(message));
  }

  // Whether `id`, a Name that is read, certainly is the builtin of that name: nothing in the file
  // can have bound it.
  bool IsBuiltin(NodeId id) const { return input_.host->is_builtin(input_.run, id.index) != 0; }
  // What an import of the file gives `expr`, a name or an attribute: after `import os.path as p`,
  // `p.join` is "os.path.join". Empty where that is not certain.
  std::string ImportedName(NodeId expr) const {
    return std::string(View(input_.host->imported_name(input_.run, expr.index)));
  }
  // `__qualname__` of the function or class that evaluates `id`; empty for the module.
  std::string QualifiedName(NodeId id) const {
    return std::string(View(input_.host->qualified_name(input_.run, id.index)));
  }
  // `base`, which begins with `_weft_`, or a name like it that the file does not use.
  std::string UniqueName(std::string_view base) const {
    return std::string(View(input_.host->unique_name(input_.run, ToAbi(base))));
  }

 private:
  static std::string_view View(WeftText text) { return {text.data, text.size}; }

  const WeftInput& input_;
  Tree tree_;
};

// What stands in WeftPass::run: lets `kPass` look at a file and ask for edits. What it throws stays
// in the plug-in, and Weft tells the user.
template <void (*kPass)(const File&)>
void RunPass(const WeftInput* input) {
  try {
    kPass(File(*input));
  } catch (const std::exception& exception) {
    input->host->fail(input->run, ToAbi(std::string("threw an exception: ") + exception.what()));
  } catch (...) {
    input->host->fail(input->run, ToAbi("threw an exception"));
  }
}

}  // namespace weft

// Makes a plug-in of an array of WeftPass, once in each shared object.
#define WEFT_PLUGIN(passes)                                                            \
  static_assert(std::size(passes) > 0, "a plug-in has a pass");                        \
  extern "C" __attribute__((visibility("default"))) const WeftPlugin* weft_plugin() {  \
    static const WeftPlugin kPlugin = {WEFT_ABI_VERSION, ::weft::kTreeVersion, passes, \
                                       std::size(passes)};                             \
    return &kPlugin;                                                                   \
  }                                                                                    \
  static_assert(true, "a semicolon follows")
