from hooks import wrap as _weft_wrap; import sys

value = _weft_wrap(f \
    , a, \
     b)
assert \
    _weft_wrap(f, x), \
    _weft_wrap(g, y)
