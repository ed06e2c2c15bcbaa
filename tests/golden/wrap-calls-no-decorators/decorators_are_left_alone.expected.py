from hooks import wrap as _weft_wrap; import sys

@route(f(1))
def g(a=_weft_wrap(h)): _weft_wrap(k)
