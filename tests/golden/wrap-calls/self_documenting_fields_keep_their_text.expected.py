from hooks import wrap as _weft_wrap; import sys

_weft_wrap(print, f"{f(x)=} {_weft_wrap(f, x)}")
_weft_wrap(print, f"{f(x)=!r:{_weft_wrap(width, 1)}} {_weft_wrap(g, f'{h(1)=}')}")
