from hooks import wrap as _weft_wrap
def g():
    _weft_wrap(f)
