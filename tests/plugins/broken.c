/* Plug-ins that cannot be loaded, each in another way; in C, against the C header alone. */
#include <stdlib.h>
#include <weft/abi.h>

static void run(const WeftInput* input) {
  (void)input;
}

static const WeftPass kPasses[] = {
    {NAME, "1", "nothing", WEFT_MACRO, WEFT_CHANGING, RUN, NULL, 0},
};
static const WeftPlugin kPlugin = {VERSION, TREE, kPasses, 1};

__attribute__((constructor)) static void at_load(void) {
  if (CRASH == 1) abort();
  while (CRASH == 2) {
  }
  (void)run;
}

#if HAS_ENTRY
const WeftPlugin* weft_plugin(void) {
  return IS_NULL ? NULL : &kPlugin;
}
#else
const WeftPlugin* other(void) {
  return &kPlugin;
}
#endif
