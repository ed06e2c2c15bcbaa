#include "driver/depfile.h"

#include <string_view>

namespace weft {
namespace {

// As gcc's -MD writes names: make takes a backslash for itself, except before a blank.
void AppendName(std::string& out, std::string_view name) {
  for (size_t i = 0; i < name.size(); ++i) {
    char c = name[i];
    if (c == ' ' || c == '\t') {
      for (size_t j = i; j > 0 && name[j - 1] == '\\'; --j) out += '\\';
      out += '\\';
    } else if (c == '#') {
      out += '\\';
    } else if (c == '$') {
      out += '$';
    }
    out += c;
  }
}

}  // namespace

std::string DepfileText(const std::string& target, std::span<const std::string> inputs) {
  std::string out;
  AppendName(out, target);
  out += ':';
  for (const std::string& input : inputs) {
    // No way to write a line break in a name is known to both.
    if (input.find('\n') != std::string::npos) continue;
    out += " \\\n  ";
    AppendName(out, input);
  }
  out += '\n';
  for (const std::string& input : inputs) {
    if (input.find('\n') != std::string::npos) continue;
    AppendName(out, input);
    out += ":\n";
  }
  return out;
}

}  // namespace weft
