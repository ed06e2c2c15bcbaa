from hooks import wrap as _weft___wrap; import sys

_weft_wrap = 1
_weft___wrap(f, _weft__wrap)
