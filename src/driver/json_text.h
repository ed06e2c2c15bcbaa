#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace weft {

// Appends `text` as a JSON string. Bytes that are not UTF-8 become U+FFFD.
void AppendJsonString(std::string& out, std::string_view text);

// Writes one JSON object on one line, member by member.
class JsonObject {
 public:
  // `out` outlives the object.
  explicit JsonObject(std::string& out) : out_(&out) { *out_ += '{'; }

  JsonObject& Add(std::string_view key, std::string_view value);
  JsonObject& Add(std::string_view key, uint32_t value);
  JsonObject& AddBool(std::string_view key, bool value);
  // The caller appends the value.
  JsonObject& AddKey(std::string_view key);
  void Close() { *out_ += '}'; }

 private:
  std::string* out_;  // Not null.
  bool is_empty_ = true;
};

}  // namespace weft
