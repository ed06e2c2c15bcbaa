#pragma once

// In front of functions that stay out of their callers, which are short, and called with every
// profiled call or run: what they call needs no stack frame then, unless it is called. WEFT_RARE
// is for those that are seldom called.
#if defined(__GNUC__)
#define WEFT_APART [[gnu::noinline]]
#define WEFT_RARE [[gnu::noinline, gnu::cold]]
#else
#define WEFT_APART
#define WEFT_RARE
#endif
