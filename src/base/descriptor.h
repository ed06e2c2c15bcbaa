#pragma once

#include <string>

namespace weft {

// Owns a file descriptor.
class Descriptor {
 public:
  Descriptor() = default;
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { Close(); }

  int get() const { return fd_; }
  bool is_open() const { return fd_ >= 0; }
  void Reset(int fd);
  bool Close();  // False, with errno set, where the system reports a failure.

 private:
  int fd_ = -1;
};

// The system's words for an errno. Unlike strerror: no locale, and safe in threads.
std::string ErrnoText(int error);

}  // namespace weft
