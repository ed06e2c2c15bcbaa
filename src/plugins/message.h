#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace weft {

// Puts numbers, texts and arrays behind each other, for another process of the same program.
class MessageWriter {
 public:
  void Number(uint64_t number) { Raw(&number, sizeof number); }
  void Text(std::string_view text);
  template <typename T>
  void Array(std::span<const T> items) {
    static_assert(std::is_trivially_copyable_v<T>);
    Number(items.size());
    Raw(items.data(), items.size_bytes());
  }
  std::string Take() { return std::move(bytes_); }

 private:
  void Raw(const void* data, size_t size);

  std::string bytes_;
};

// Takes them out again. What is not there is 0 or empty, and then is_right() is false.
class MessageReader {
 public:
  // `bytes` outlives the reader and the texts that it gives.
  explicit MessageReader(std::string_view bytes) : rest_(bytes) {}

  uint64_t Number();
  uint32_t Number32();  // One that fits.
  std::string_view Text();
  template <typename T>
  std::vector<T> Array() {
    static_assert(std::is_trivially_copyable_v<T>);
    std::string_view bytes = Take(Number(), sizeof(T));
    std::vector<T> items(bytes.size() / sizeof(T));
    if (!items.empty()) std::memcpy(items.data(), bytes.data(), bytes.size());
    return items;
  }
  // How many items follow, each of which has at least one byte.
  uint64_t Count();

  bool is_right() const { return is_right_; }
  bool is_at_end() const { return rest_.empty(); }

 private:
  std::string_view Take(uint64_t count, size_t item_size);

  std::string_view rest_;
  bool is_right_ = true;
};

}  // namespace weft
