from hooks import wrap as _weft_wrap; import sys
from . import a
from .b import (c as d, e,)

global g
del _weft_wrap(f, x).y, _weft_wrap(f, x)[0]
raise _weft_wrap(f) from _weft_wrap(g)
x: _weft_wrap(f) = _weft_wrap(g)
x += _weft_wrap(f)
x = y = _weft_wrap(f)
while _weft_wrap(f):
    continue
else:
    _weft_wrap(g)
try:
    pass
except (_weft_wrap(f), _weft_wrap(g)) as e:
    raise
else:
    _weft_wrap(h)
finally:
    _weft_wrap(k)
def h():
    z = _weft_wrap(f)
    def i():
        nonlocal z
        yield _weft_wrap(f)
    yield from _weft_wrap(g)
    x = yield
    return not _weft_wrap(f), -_weft_wrap(f), ~_weft_wrap(f), _weft_wrap(f) ** _weft_wrap(g), _weft_wrap(f) or _weft_wrap(g) and _weft_wrap(h)
assert _weft_wrap(f) < _weft_wrap(g) <= _weft_wrap(h) != _weft_wrap(k) is not _weft_wrap(m) not in _weft_wrap(n), [_weft_wrap(f)[_weft_wrap(g):_weft_wrap(h):_weft_wrap(k)], ...]
{_weft_wrap(f): _weft_wrap(g), **_weft_wrap(h)}, {_weft_wrap(f), 1}, (_weft_wrap(f),)
