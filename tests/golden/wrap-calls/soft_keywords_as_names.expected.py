from hooks import wrap as _weft_wrap; import sys

_weft_wrap(match, x)
_weft_wrap(match , x)
_weft_wrap(case, 1)
_weft_wrap(type, x).y = _weft_wrap(f, 1)
_weft_wrap(type, x)[0] = _weft_wrap(print, 1)
_weft_wrap(_, x)
print >>_weft_wrap(f, x), _weft_wrap(g, y)
_weft_wrap(match[0], x)
