"""Annotations are text under the future import, and stay the text that was written."""
from __future__ import annotations

import typing


def call(value):
    return value


def function(a: call(1), b: missing.name("x") = call(2), *args: call("star"), c: call(3) = call(4), **kw: call(5)) -> call(
    6
):
    inner: missing(7) = call(8)
    return a, b, c, inner


class Class:
    attribute: missing(1)
    value: call(2) = call(3)
    forward: Class = None

    def method(self, other: Class) -> typing.List[call(4)]:
        return call(other)


module_level: call("text") = call("value")
call([0])[0]: call(9) = 1
print(function(1), function.__annotations__)
print(Class.__annotations__, Class.value, Class.method.__annotations__, Class().method(5))
print(__annotations__, module_level)
