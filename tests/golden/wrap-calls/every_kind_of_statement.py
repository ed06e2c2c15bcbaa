import sys
from . import a
from .b import (c as d, e,)

global g
del f(x).y, f(x)[0]
raise f() from g()
x: f() = g()
x += f()
x = y = f()
while f():
    continue
else:
    g()
try:
    pass
except (f(), g()) as e:
    raise
else:
    h()
finally:
    k()
def h():
    z = f()
    def i():
        nonlocal z
        yield f()
    yield from g()
    x = yield
    return not f(), -f(), ~f(), f() ** g(), f() or g() and h()
assert f() < g() <= h() != k() is not m() not in n(), [f()[g():h():k()], ...]
{f(): g(), **h()}, {f(), 1}, (f(),)
