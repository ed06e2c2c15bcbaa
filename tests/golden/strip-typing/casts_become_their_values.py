from __future__ import annotations
import typing as t
from typing import cast, assert_type

x = cast(int, y)
x = cast("list[int]", y + 1) * 2
x = t.cast(int, t.cast(object, y)).real
x = t.cast(
    int,  # The type.
    y,
)
x = t.cast(  # Why.
    int,
    y
)
return_ = [cast(int, z)for z in y]
cast(make(), y)
cast(int, y)
cast(int, f(y))
assert_type(y, int)
z = assert_type(y, int).real
x = cast(typ=int, val=y)
x = cast(*y)
x = (cast)(int, y)
print(f"{cast(int, y)} {cast(int, y)=}")


@cast(object, decorate)
def f(a: cast(int, y)):
    if a: cast(int, a)
    return cast(int, lambda: a)


def g(cast):
    return cast(int, 1)


def h(a):
    def inner():
        return cast(a, 1)
    return inner
