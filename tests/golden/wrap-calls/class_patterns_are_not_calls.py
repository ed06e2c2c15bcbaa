import sys

match f(x):
    case C(a=1, b=D()) | E(1) if g(a):
        h()
    case {"k": F(z), **rest}:
        pass
