from hooks import wrap as _weft_wrap; import sys

value = _weft_wrap(f, a, key=1)
_weft_wrap(f, *args, **kwargs)
_weft_wrap(f, key=1, *args)
_weft_wrap(f, a,)
