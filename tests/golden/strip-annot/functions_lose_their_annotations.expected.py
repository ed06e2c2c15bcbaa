import functools
from typing import Dict, List


def f(a, b=1, *args, c=2, d, **kw):
    x = 0
    y: 0
    z : 0; w = 1  # Two.
    (v) = 3
    kw.x = 4
    u: Dict[
        str, int] = {}
    t = 1, 2
    return x


async def g(
    a,  # a
    b
        # b

= {},
    c
    = 1,
) -> (
    None
): ...


def h(a): return lambda b: b


def i(a) \
        :
    pass


class C:
    x: int = 0
    y: int

    @property
    def p(self): return 1

    @p.setter
    def p(self, value): pass

    @functools.lru_cache()
    def m(self, a):
        # weft: off
        b: int = str()
        # weft: on
        return b


class D(C):
    def m(self, a): ...


MODULE: int = 0
