#include "plugins/message.h"

namespace weft {

void MessageWriter::Text(std::string_view text) {
  Number(text.size());
  bytes_ += text;
}

void MessageWriter::Raw(const void* data, size_t size) {
  if (size > 0) {
    bytes_.append(static_cast<const char*>(data), size);
  }
}

uint64_t MessageReader::Number() {
  uint64_t number = 0;
  std::string_view bytes = Take(1, sizeof number);
  if (is_right_) {
    std::memcpy(&number, bytes.data(), sizeof number);
  }
  return number;
}

uint32_t MessageReader::Number32() {
  uint64_t number = Number();
  is_right_ = is_right_ && number <= UINT32_MAX;
  return is_right_ ? static_cast<uint32_t>(number) : 0;
}

std::string_view MessageReader::Text() {
  return Take(Number(), 1);
}

uint64_t MessageReader::Count() {
  uint64_t count = Number();
  is_right_ = is_right_ && count <= rest_.size();
  return is_right_ ? count : 0;
}

std::string_view MessageReader::Take(uint64_t count, size_t item_size) {
  is_right_ = is_right_ && count <= rest_.size() / item_size;
  if (!is_right_) {
    rest_ = {};
    return {};
  }
  std::string_view taken = rest_.substr(0, count * item_size);
  rest_.remove_prefix(taken.size());
  return taken;
}

}  // namespace weft
