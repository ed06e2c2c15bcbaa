"""The lines that a debugger sees."""

import sys


def lines_of(func, *args):
    """Call `func`, exhaust what it returns if that is an iterator; return its line events."""
    lines = []

    def trace(frame, event, arg):
        if frame.f_code.co_name != func.__name__:
            return None
        if event == "line":
            lines.append(frame.f_lineno)
        return trace

    old = sys.gettrace()
    sys.settrace(trace)
    try:
        result = func(*args)
        if hasattr(result, "__next__"):
            list(result)
    finally:
        sys.settrace(old)
    return lines
