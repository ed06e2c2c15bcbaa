from hooks import wrap as _weft_wrap; import sys

@_weft_wrap(route, _weft_wrap(f, 1))
def g(a=h(), *, b=i()): _weft_wrap(k, lambda x=m(): _weft_wrap(n))
