// Arbitrary bytes through the whole of Rewrite. The first one picks the options.
#include "fuzz/check_rewrite.h"
#include "fuzz/seed_corpus.h"

#include <cstddef>
#include <cstdint>
#include <string>

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv);
extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

// libFuzzer's signature.
// NOLINTNEXTLINE(readability-non-const-parameter)
extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  weft::SeedWithPython(*argc, *argv, WEFT_GOLDEN_DIR);
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) {
    return 0;
  }
  std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  weft::Diagnostics diagnostics;
  weft::SourceFile source = weft::SourceFile::Decode("fuzz.py", bytes, diagnostics);
  WEFT_ASSERT(source.is_readable() != diagnostics.has_errors(),
              "a file that cannot be decoded is reported, any other is not");
  WEFT_ASSERT(source.bytes() == bytes, "a file keeps its bytes");
  WEFT_ASSERT(!source.is_readable() || source.Encode(source.text()) == bytes,
              "encoding is the inverse of decoding");
  weft::CheckRewrite(source, weft::WrapOptions(data[0]), (data[0] & 32) != 0 ? 2 : 1);
  return 0;
}
