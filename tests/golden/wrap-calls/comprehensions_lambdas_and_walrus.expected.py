from hooks import wrap as _weft_wrap; import sys

a = [_weft_wrap(f, x) for x in _weft_wrap(g, y) if _weft_wrap(h, x)]
b = {_weft_wrap(k, x): _weft_wrap(v, x) for x in _weft_wrap(g)}
c = lambda x=_weft_wrap(f, 1): _weft_wrap(g, x)
if (n := _weft_wrap(f, 1)) and (m := _weft_wrap(g) if a else _weft_wrap(h)):
    _weft_wrap(f, p := _weft_wrap(g, 1))
