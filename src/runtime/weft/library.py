"""Which files are no part of the program that runs."""

import os
import sys
import sysconfig

__all__ = ["is_library"]


def _folders():
    """Yield the folders of the standard library and of installed packages."""
    for key in ("stdlib", "platstdlib", "purelib", "platlib"):
        yield sysconfig.get_path(key)
        yield sysconfig.get_path(key, vars={"base": sys.prefix})
    # Without `site` nobody looks for what users have installed; some `virtualenv` has another one.
    find_user = getattr(sys.modules.get("site"), "getusersitepackages", None)
    if find_user is not None:
        yield find_user()


_LIBRARY = tuple({os.path.join(os.path.realpath(path), "") for path in _folders() if path})


def is_library(path):
    """Whether `path` is a file of the standard library or of an installed package."""
    real = os.path.realpath(path)
    return real.startswith(_LIBRARY) or "%sdist-packages%s" % (os.sep, os.sep) in real
