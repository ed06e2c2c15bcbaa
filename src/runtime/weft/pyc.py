"""The files in `__pycache__` that hold rewritten modules, by CPython's own format.

The header is that of PEP 552: the magic number, flags, then the time and size of the
source, or a hash of it.
"""

import marshal
import sys
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash

__all__ = ["cached_path", "pack", "unpack"]

_HEADER = 16
_HASHED, _CHECKED = 1, 2


def cached_path(path, tag, optimize=-1):
    """Return where the code of the source `path` is kept: `mod.cpython-313.opt-TAG.pyc`.

    The level of optimisation is part of it. None where the interpreter keeps none.
    """
    if optimize == -1:
        optimize = sys.flags.optimize
    level = "o%d" % optimize if optimize else ""
    try:
        return cache_from_source(path, optimization=tag + level)
    except NotImplementedError:
        return None


def pack(code, mtime=None, size=None, source=None, is_checked=True):
    """Return the file's content, by time and size or else by the hash of `source`."""
    if source is None:
        flags = 0
        key = (int(mtime) & 0xFFFFFFFF).to_bytes(4, "little")
        key += (size & 0xFFFFFFFF).to_bytes(4, "little")
    else:
        flags = _HASHED | (_CHECKED if is_checked else 0)
        key = source_hash(source)
    return b"".join([MAGIC_NUMBER, flags.to_bytes(4, "little"), key, marshal.dumps(code)])


def unpack(data, stats, read_source):
    """Return the code in `data`, or None where it is not that of the source.

    `stats()` gives the source's "mtime" and "size", `read_source()` its bytes; neither is
    asked for an unchecked file.
    """
    if len(data) < _HEADER or data[:4] != MAGIC_NUMBER:
        return None
    flags = int.from_bytes(data[4:8], "little")
    key = data[8:16]
    if flags & ~(_HASHED | _CHECKED):
        return None
    if flags & _HASHED:
        if flags & _CHECKED and source_hash(read_source()) != key:
            return None
    else:
        found = stats()
        wanted = (int(found["mtime"]) & 0xFFFFFFFF).to_bytes(4, "little")
        wanted += (found.get("size", 0) & 0xFFFFFFFF).to_bytes(4, "little")
        if key != wanted:
            return None
    try:
        code = marshal.loads(memoryview(data)[_HEADER:])
    except (EOFError, ValueError, TypeError):
        return None
    return code if isinstance(code, type(unpack.__code__)) else None
