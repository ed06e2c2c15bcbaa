"""A wrapper for `weft wrap --with tracer:trace`: tells of each call, before and after."""

import re
import sys

depth = 0


def trace(function, /, *args, **kwargs):
    global depth
    name = getattr(function, "__qualname__", repr(function))
    shown = [show(arg) for arg in args] + [f"{key}={show(value)}" for key, value in kwargs.items()]
    tell(f"{name}({', '.join(shown)})")
    depth += 1
    try:
        result = function(*args, **kwargs)
    except BaseException as error:
        tell(f"!! {error!r}")
        raise
    else:
        if result is not None:
            tell(f"-> {show(result)}")
        return result
    finally:
        depth -= 1


def show(value):
    return re.sub(" at 0x[0-9a-fA-F]+", "", repr(value))  # Addresses differ from run to run.


def tell(text):
    print(f"{'  ' * depth}{text}"[:76], file=sys.stderr)
