from hooks import wrap as _weft_wrap; import sys


def f(locals, eval):
    return _weft_wrap(locals), _weft_wrap(eval, "x")


def g():
    return locals()
