from hooks import wrap as _weft_wrap; import sys

_weft_wrap(_weft_wrap(_weft_wrap(make, 1), 2))
_weft_wrap(_weft_wrap(_weft_wrap(a.b, 1).c, 2)["k"], 3)
_weft_wrap((f), x)
_weft_wrap(_weft_wrap(((f)), x), y)
_weft_wrap(_weft_wrap(f))
