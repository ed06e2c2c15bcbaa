from hooks import wrap as _weft_wrap; import sys

x = [*_weft_wrap(f, 1), *_weft_wrap(g.h, 2)]
y = *_weft_wrap(f, 1), 2
for z in *_weft_wrap(f, 1), *_weft_wrap(g, 2):
    pass
a[*_weft_wrap(f, 1)]
_weft_wrap(print, *_weft_wrap(f, 1), **_weft_wrap(g, 2))
*_weft_wrap(a.b, 1).c, d = _weft_wrap(f)
