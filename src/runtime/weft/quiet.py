"""The interpreter's compiler without its warnings, for sources that it has compiled before."""

import contextlib
import re
import warnings

__all__ = ["without_warnings"]

# What it warns of: by SyntaxWarning, and before Python 3.12 by DeprecationWarning as well.
_IGNORED = (
    ("ignore", None, SyntaxWarning, None, 0),
    ("ignore", re.compile("invalid "), DeprecationWarning, None, 0),
)


@contextlib.contextmanager
def without_warnings():
    """Do not warn again, nor raise where warnings are errors.

    `warnings.catch_warnings` would have other warnings shown again that are shown once.
    """
    filters = warnings.filters
    filters[:0] = _IGNORED
    try:
        yield
    finally:
        # Other threads may have put theirs in front.
        for ignored in _IGNORED:
            with contextlib.suppress(ValueError):
                filters.remove(ignored)
