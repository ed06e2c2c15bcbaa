from __future__ import annotations
import typing
import typing as t
from typing import TYPE_CHECKING
from typing import TYPE_CHECKING as CHECKING

if TYPE_CHECKING:  # Why.
    import a  # a

    from b import (
        c,  # c
    )
if typing.TYPE_CHECKING: import d
if t.TYPE_CHECKING:
    import e
else:  # At run time.
    e = None
if not CHECKING:
    f = 1
else:
    f = 2
if not TYPE_CHECKING: g = 1
if e:
    pass
elif TYPE_CHECKING:
    import h
elif f:
    i = 1
else:
    j = 1
if TYPE_CHECKING:
    import k
elif e:
    k = 1
else: k = 2
if e:
    pass
elif not TYPE_CHECKING:
    k = 3
else:
    k = 4
if (TYPE_CHECKING
        and e):  # Two lines.
    import l
elif not (TYPE_CHECKING  # Not.
          or False):
    l = 1
elif e: l = 2


class C:
    if TYPE_CHECKING:
        x: int
        def f(self) -> a.B: ...


def function(x: c) -> None:
    if TYPE_CHECKING:
        import m
    if TYPE_CHECKING:
        print(1)
    if x:
        if TYPE_CHECKING: print(x)
    while TYPE_CHECKING:
        x()
    while TYPE_CHECKING:
        y = x
    for i in x:
        if e or TYPE_CHECKING:
            continue
        if TYPE_CHECKING and e:
            continue
        if TYPE_CHECKING or e:
            continue
    if TYPE_CHECKING:
        if x:
            n = 1
    else:
        if not TYPE_CHECKING:
            return 1
        if x:
            return
        elif not TYPE_CHECKING:
            return 2
        else:
            o = 1
    if x: return 1
    elif TYPE_CHECKING: print(1);
    else: return 2
