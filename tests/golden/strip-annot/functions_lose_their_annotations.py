import functools
from typing import Dict, List


def f(a: int, b: int = 1, *args: str, c: "List[int]"=2, d, **kw: Dict[str, int]) -> None:
    x: int = 0
    y: int
    z : int; w: int = 1  # Two.
    (v): int = 3
    kw.x: int = 4
    u: Dict[
        str, int] = {}
    t: (int) = 1, 2
    return x


async def g(
    a: int,  # a
    b: Dict[
        str,  # b
        int
    ] = {},
    c: int
    = 1,
) -> (
    None
): ...


def h(a: int) -> (int): return lambda b: b


def i(a: int) \
        -> int:
    pass


class C:
    x: int = 0
    y: int

    @property
    def p(self) -> int: return 1

    @p.setter
    def p(self, value: int) -> None: pass

    @functools.lru_cache()
    def m(self, a: int) -> int:
        # weft: off
        b: int = str()
        # weft: on
        return b


class D(C):
    def m(self, a: int) -> int: ...


MODULE: int = 0
