"""A wrapper for `weft wrap --with chaos:call`: makes one chosen call fail.

FAULT names it: `TextIOWrapper.write:3` is the third call of a function with that `__qualname__`.
"""

import errno
import os

NAME, COUNT = os.environ.get("FAULT", "TextIOWrapper.write:3").split(":")
num_calls = 0


def call(function, /, *args, **kwargs):
    global num_calls
    if getattr(function, "__qualname__", None) == NAME:
        num_calls += 1
        if num_calls == int(COUNT):
            raise OSError(errno.ENOSPC, "no space left (says chaos.py)")
    return function(*args, **kwargs)
