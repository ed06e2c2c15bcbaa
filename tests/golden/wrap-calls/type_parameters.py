import sys

type X[T: f(1)] = g(T)
class C[T = f(1)](B(2)): pass
def h[T: (int, f(2)), *Ts = *g(1), **P = [g(2)]](a: T = k()) -> v(): return r()
