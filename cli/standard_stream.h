#pragma once

#include <string>
#include <string_view>

namespace weft {

// Standard output or standard error, buffered. After a failed write nothing more is
// written; error_number() then says why.
class StandardStream {
 public:
  explicit StandardStream(int fd) : fd_(fd) {}
  StandardStream(const StandardStream&) = delete;
  StandardStream& operator=(const StandardStream&) = delete;
  ~StandardStream() { Flush(); }

  void Write(std::string_view text);
  bool Flush();
  bool is_terminal() const;
  bool has_failed() const { return error_number_ != 0; }
  int error_number() const { return error_number_; }

 private:
  int fd_;
  int error_number_ = 0;
  std::string buffer_;
};

// Makes sure that descriptors 0 to 2 are open, so that no file we open gets their numbers,
// and that writing to a closed pipe or beyond a limit is an error rather than the end: a run
// that writes files must end in good order. True if a closed pipe would have been the end.
bool PrepareStandardStreams();

// Ends the process as `signal` would have ended it. Call last.
[[noreturn]] void DieOfSignal(int signal);

}  // namespace weft
