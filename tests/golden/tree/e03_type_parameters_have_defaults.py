class A[T = int]: pass
type X[*Ts = *t] = f[T]
def f[T: int = lambda *, a=b: c, **P = [d, e]](): pass
