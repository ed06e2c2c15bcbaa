from hooks import wrap as _weft_wrap; import sys


def f(a: _weft_wrap(g, 1) = _weft_wrap(h, 2)) -> _weft_wrap(k, 3):
    v: _weft_wrap(g, 4) = _weft_wrap(h, 5)
