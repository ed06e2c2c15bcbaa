from weft.runtime import guard as _weft_guard; from hooks import wrap as _weft_wrap; _weft_wrap = _weft_guard(_weft_wrap); import sys

_weft_wrap(f)(a, key=1)
_weft_wrap(f)()
_weft_wrap(sum)(x for x in y)
_weft_wrap(_weft_wrap(_weft_wrap(f)())())(1)
l = locals
_weft_wrap(l)()
locals()
@route("/")
def g(): pass
