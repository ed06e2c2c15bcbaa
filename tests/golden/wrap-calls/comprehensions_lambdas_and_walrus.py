import sys

a = [f(x) for x in g(y) if h(x)]
b = {k(x): v(x) for x in g()}
c = lambda x=f(1): g(x)
if (n := f(1)) and (m := g() if a else h()):
    f(p := g(1))
