from hooks import wrap as _weft_wrap; import sys

try:
    _weft_wrap(f)
except* _weft_wrap(g, 1) as e:
    _weft_wrap(h)
with (_weft_wrap(f) as a, _weft_wrap(g) as b,):
    pass
with _weft_wrap(f), (_weft_wrap(g)):
    pass
with a if _weft_wrap(f) else _weft_wrap(g) as d:
    pass
