"""A wrapper for `weft wrap --with tracer:trace`: tells of each call on standard error."""

import sys

depth = 0


def trace(function, /, *args, **kwargs):
    global depth
    name = getattr(function, "__qualname__", repr(function))
    shown = ", ".join([repr(arg) for arg in args] + [f"{k}={v!r}" for k, v in kwargs.items()])
    print(f"{'  ' * depth}{name}({shown})"[:76], file=sys.stderr)
    depth += 1
    try:
        return function(*args, **kwargs)
    finally:
        depth -= 1
