#include "fuzz/program_generator.h"

#include "fuzz/program_grammar.h"

#include <algorithm>

namespace weft {
namespace fuzz_internal {

ProgramGrammar::ProgramGrammar(std::span<const uint8_t> bytes, const ProgramOptions& options)
    : choices_(bytes), options_(options), out_(&choices_) {
}

Program ProgramGrammar::Run() {
  out_.Open(Kind::Module, Role::None);
  if (choices_.OneIn(8)) {
    FutureImport();
  }
  while (!choices_.is_exhausted()) {
    Statement(Role::Body);
    if (out_.size() > kMaxSize) {
      choices_.Exhaust();
    }
  }
  out_.Finish();
  out_.Close();
  Program program{out_.text(), out_.nodes()};
  program.nodes[0].span = {0, static_cast<uint32_t>(program.text.size())};
  return program;
}

std::string_view ProgramGrammar::Name() {
  switch (choices_.Below(16)) {
    case 10:
      return choices_.Of({"match", "case", "type", "_", "print", "exec"});
    case 11:
      return choices_.Of({"__private", "__future__", "_weft_wrap", "_weft__wrap"});
    case 12:
      return choices_.Of({"super", "locals", "eval", "globals", "vars", "dir", "sys", "_getframe"});
    case 13:
      // The second is `fi` to Python.
      return choices_.Of(
          {"\xC3\xA9t\xC3\xA9", "\xEF\xAC\x81", "\xE5\x8F\x98\xE9\x87\x8F", "x\xCC\x81"});
    case 14:
      return choices_.Of({"f", "rb", "u", "r", "b", "fr", "t"});  // Prefixes of strings.
    case 15:
      return choices_.Of({"x0", "e1", "j", "self", "none", "iff", "notx", "lambda_"});
    default:
      return choices_.Of({"a", "c", "d", "g", "h", "x", "y", "z"});
  }
}

std::string ProgramGrammar::UniqueName(std::string_view stem) {
  return std::string(stem) + std::to_string(num_unique_++);
}

std::string ProgramGrammar::NameNotIn(std::vector<std::string>& used) {
  std::string name(Name());
  if (std::find(used.begin(), used.end(), name) != used.end()) {
    name = UniqueName("v");
  }
  used.push_back(name);
  return name;
}

}  // namespace fuzz_internal

Program GenerateProgram(std::span<const uint8_t> bytes, const ProgramOptions& options) {
  return fuzz_internal::ProgramGrammar(bytes, options).Run();
}

}  // namespace weft
