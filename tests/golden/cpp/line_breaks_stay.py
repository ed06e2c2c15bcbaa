#ifdef DEBUG
x = 1
#else
x = 2 # \

	nopython
#endif
y = 1