#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
#if LEVEL == 3
x = 1
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
#else
y = 2
#endif
