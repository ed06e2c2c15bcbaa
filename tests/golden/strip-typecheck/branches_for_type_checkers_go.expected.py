from __future__ import annotations
import typing
import typing as t
from typing import TYPE_CHECKING
from typing import TYPE_CHECKING as CHECKING

# Why.
    # a


        # c




if 1:  # At run time.
    e = None
if 1:
    f = 1


if 1: g = 1
if e:
    pass


elif f:
    i = 1
else:
    j = 1


if e:
    k = 1
else: k = 2
if e:
    pass
else:
    k = 3



        # Two lines.

if (1  # Not.
):
    l = 1



class C:
    pass




def function(x: c) -> None:
    if 0:
        import m


    if x:
        pass


    while 0:
        y = x
    for i in x:
        if e or TYPE_CHECKING:
            continue


        if TYPE_CHECKING or e:
            continue
    if 0:
        if x:
            n = 1
    else:
        if 1:
            return 1
        if x:
            return
        elif 1:
            return 2
        else:
            o = 1
    if x: return 1

    else: return 2
