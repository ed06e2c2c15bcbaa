type X[__debug__] = int
