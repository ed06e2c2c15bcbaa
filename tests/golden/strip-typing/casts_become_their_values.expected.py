from __future__ import annotations
import typing as t
from typing import cast, assert_type

x = (y)
x = (y + 1) * 2
x = ((y)).real
x = t.cast(
    int,  # The type.
    y,
)
x = (  # Why.

    y
)
return_ = [(z)for z in y]
cast(make(), y)

cast(int, f(y))

z = (y).real
x = cast(typ=int, val=y)
x = cast(*y)
x = (cast)(int, y)
print(f"{(y)} {cast(int, y)=}")


@cast(object, decorate)
def f(a: cast(int, y)):
    if a: pass
    return (lambda: a)


def g(cast):
    return cast(int, 1)


def h(a):
    def inner():
        return cast(a, 1)
    return inner
