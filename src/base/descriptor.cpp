#include "base/descriptor.h"

#include <unistd.h>

#include <cstring>
#include <utility>

namespace weft {

void Descriptor::Reset(int fd) {
  Close();
  fd_ = fd;
}

bool Descriptor::Close() {
  return fd_ < 0 || ::close(std::exchange(fd_, -1)) == 0;
}

std::string ErrnoText(int error) {
  const char* text = ::strerrordesc_np(error);
  return text != nullptr ? text : "error " + std::to_string(error);
}

}  // namespace weft
