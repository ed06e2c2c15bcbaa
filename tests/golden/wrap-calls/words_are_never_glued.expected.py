from hooks import wrap as _weft_wrap; import sys

x = not _weft_wrap((a).f)
assert _weft_wrap((f), 1)
y = 1if _weft_wrap(f)else _weft_wrap(g)
z = [a for a in _weft_wrap((f))if _weft_wrap((g))]
_weft_wrap(print, x)if _weft_wrap((f))else _weft_wrap((g))
def h():
    return _weft_wrap((f), 1)
match _weft_wrap((f), 1):
    case _ if _weft_wrap((g)):
        pass
