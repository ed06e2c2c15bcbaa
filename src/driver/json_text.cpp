#include "driver/json_text.h"

#include "base/utf8.h"

#include <optional>

#include <fmt/format.h>

namespace weft {
namespace {

void AppendEscaped(std::string& out, std::string_view text) {
  for (char c : text) {
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
}

}  // namespace

void AppendJsonString(std::string& out, std::string_view text) {
  out += '"';
  while (std::optional<DecodeError> error = FindInvalidUtf8(text)) {
    AppendEscaped(out, text.substr(0, error->span.begin));
    out += "\\ufffd";
    text.remove_prefix(error->span.end);
  }
  AppendEscaped(out, text);
  out += '"';
}

JsonObject& JsonObject::AddKey(std::string_view key) {
  if (!is_empty_) *out_ += ", ";
  is_empty_ = false;
  AppendJsonString(*out_, key);
  *out_ += ": ";
  return *this;
}

JsonObject& JsonObject::Add(std::string_view key, std::string_view value) {
  AddKey(key);
  AppendJsonString(*out_, value);
  return *this;
}

JsonObject& JsonObject::Add(std::string_view key, uint32_t value) {
  AddKey(key);
  *out_ += fmt::format("{}", value);
  return *this;
}

JsonObject& JsonObject::AddBool(std::string_view key, bool value) {
  AddKey(key);
  *out_ += value ? "true" : "false";
  return *this;
}

}  // namespace weft
