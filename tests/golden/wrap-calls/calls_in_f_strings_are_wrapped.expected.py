from hooks import wrap as _weft_wrap; import sys

a = f"{_weft_wrap(f, x)} {_weft_wrap(f, x)!r} {_weft_wrap(f, x):>{_weft_wrap(width, 1)}}"
b = f'{ _weft_wrap({1: 2}.get, 1) } {_weft_wrap((lambda: _weft_wrap(f, 1)))}'
c = f"""
{_weft_wrap(f,
    x
)}
"""
d = "plain" f"{_weft_wrap(f, x)}" 'f(x)'
