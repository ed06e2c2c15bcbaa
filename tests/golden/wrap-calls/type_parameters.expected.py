from hooks import wrap as _weft_wrap; import sys

type X[T: _weft_wrap(f, 1)] = _weft_wrap(g, T)
class C[T = _weft_wrap(f, 1)](_weft_wrap(B, 2)): pass
def h[T: (int, _weft_wrap(f, 2)), *Ts = *_weft_wrap(g, 1), **P = [_weft_wrap(g, 2)]](a: T = _weft_wrap(k)) -> _weft_wrap(v): return _weft_wrap(r)
