"""Code that was made for a definition before.

A definition inside a function runs whenever that function does, and makes a new function of
the same code object. What a decorator makes of that code is the same again, as long as it is
asked for the same; so only the latest is kept, and as long as the original code is there.
"""

import types
import weakref

__all__ = ["find", "is_same", "keep"]

_MADE = {}  # id(original code): (reference to it, module, steps, new code)


def find(code, module, steps):
    """Return (steps, new code) as they were kept for such `steps`, or None."""
    reference, kept_module, kept, new = _MADE.get(id(code), (None, None, (), None))
    if reference is None or reference() is not code or kept_module != module:
        return None
    if len(kept) != len(steps) or not all(map(_is_same_step, kept, steps)):
        return None
    return kept, new


def _is_same_step(kept, step):
    return type(kept) is type(step) and kept.is_same(step)


def keep(code, module, steps, new):
    """Keep `new`, which was made of `code`, a code object of `module`, by `steps`."""
    key = id(code)

    def forget(reference):
        # By now the id may be another object's.
        if _MADE.get(key, (None,))[0] is reference:
            del _MADE[key]

    _MADE[key] = (weakref.ref(code, forget), module, steps, new)


def is_same(a, b):
    """Whether two callables are one, without asking them."""
    if type(a) is types.MethodType is type(b):
        return a.__self__ is b.__self__ and a.__func__ is b.__func__
    return a is b
