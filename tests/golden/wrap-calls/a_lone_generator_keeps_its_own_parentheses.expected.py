from hooks import wrap as _weft_wrap; import sys

total = _weft_wrap(sum, (x * x for x in row))
apart = _weft_wrap(sum , (x for x in row))
nested = _weft_wrap(_weft_wrap(sum, (_weft_wrap(f, x) for x in _weft_wrap(g, (y for y in z)))), (w for w in v))
