from hooks import wrap as _weft_wrap; import sys

match _weft_wrap(f, x):
    case C(a=1, b=D()) | E(1) if _weft_wrap(g, a):
        _weft_wrap(h)
    case {"k": F(z), **rest}:
        pass
