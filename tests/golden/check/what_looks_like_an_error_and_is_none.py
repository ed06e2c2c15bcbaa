"""A docstring may stand in front of future imports."""
from __future__ import annotations
from __future__ import division

import os
import a.__debug__
from .__future__ import anything

x.__debug__ += __debug__
del x.__debug__


def f(x, y=lambda: (yield)):
    import z
    global z, w
    (w): int
    v: f(a=1, a=2)
    lambda: (yield)
    return [x for x in (yield)]


class C:
    x = [lambda: (y := 1) for z in w]

    def g(self):
        nonlocal __class__
        yield

        def h():
            nonlocal self
            return (await x for x in y), (x async for x in y)

    type X = lambda: [x for x in y]


async def g():
    while x:
        try:
            pass
        except* E:
            for y in z:
                continue

            def h():
                return 1
        else:
            break
    return [x for x in y if await z]


def h():
    global a
    return [a := 1 for x in y]


match x:
    case [a, 1 | 2, b] if a:
        pass
    case [c, [d] | d] as e:
        pass
    case {"a": _, b"a": _, a.b: _, a.b: _}:
        pass
    case y if z:
        pass
    case C(_, a=_) | _:
        pass
