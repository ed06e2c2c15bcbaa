"""A wrapper for `weft wrap --with contracts:check`: holds calls to annotations.

Tells of each argument of another type, with the line of the call. Looks at annotations that
are plain classes, of functions written in Python.
"""

import inspect
import os
import sys
import types


def check(function, /, *args, **kwargs):
    if isinstance(function, (types.FunctionType, types.MethodType)):
        for complaint in complaints(function, args, kwargs):
            caller = sys._getframe(1)
            file = os.path.basename(caller.f_code.co_filename)
            print(f"{file}:{caller.f_lineno}: {complaint}", file=sys.stderr)
    return function(*args, **kwargs)


def complaints(function, args, kwargs):
    signature = inspect.signature(function)
    for name, value in signature.bind(*args, **kwargs).arguments.items():
        expected = signature.parameters[name].annotation
        if expected is float:
            expected = (int, float)
        elif expected is inspect.Parameter.empty or not isinstance(expected, type):
            continue
        if not isinstance(value, expected):
            yield f"`{function.__qualname__}` got {value!r} for `{signature.parameters[name]}`"
