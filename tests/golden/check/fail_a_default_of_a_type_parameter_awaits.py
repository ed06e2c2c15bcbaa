class A[T = (await x), *Ts = (await y), **P = (await z)]:
    pass
