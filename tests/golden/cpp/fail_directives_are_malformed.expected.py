#ifdef
#endif
#ifdef A B
#endif x
#ifdef A
#endif 0
#if
#endif
#if # nothing
#elif LEVEL +
#endif
#if LEVEL +
#endif
#if f(LEVEL)
#endif
#if LEVEL < "x"
#endif
#if LEVEL = 3
#endif
#define
#define MAX(a, b)
#define X y
#undef
#exclude this
#endexclude
#ifdef MISSING
#error not here
#if LEVEL +
#else that
#endif
#else
#error no MISSING
#endif
#if ((((((((((((((((((((((((((((((((((((((((((((((((((((((((((((not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not not LEVEL))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))))
#endif
