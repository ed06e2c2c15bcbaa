"""The files in `__pycache__` that hold rewritten modules, by CPython's own format.

The header is that of PEP 552: the magic number, flags, then the time and size of the
source, or a hash of it. Behind the code stands what made it, as JSON, its length in four
bytes and a mark; CPython does not look there.
"""

import _imp
import json
import marshal
import sys
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash

__all__ = ["cached_path", "describe", "key_of", "pack", "unpack"]

_HEADER = 16
_HASHED, _CHECKED = 1, 2
_MARK = b"\0weft:made\0"


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


def pack(code, mtime=None, size=None, source=None, is_checked=True, made=None):
    """Return the file's content, by time and size or else by the hash of `source`.

    `made` is what Pipeline.describe() says of what made it.
    """
    if source is None:
        flags = 0
        key = (int(mtime) & 0xFFFFFFFF).to_bytes(4, "little")
        key += (size & 0xFFFFFFFF).to_bytes(4, "little")
    else:
        flags = _HASHED | (_CHECKED if is_checked else 0)
        key = source_hash(source)
    said = json.dumps(made, sort_keys=True).encode()
    end = [said, len(said).to_bytes(4, "little"), _MARK]
    return b"".join([MAGIC_NUMBER, flags.to_bytes(4, "little"), key, marshal.dumps(code)] + end)


def describe(data):
    """Return what made the file with this content, or None where it does not say."""
    end = len(data) - len(_MARK) - 4
    if end < _HEADER or not data.endswith(_MARK):
        return None
    begin = end - int.from_bytes(data[end : end + 4], "little")
    try:
        made = json.loads(data[max(begin, _HEADER) : end].decode())
    except ValueError:
        return None
    return made if isinstance(made, dict) else None


def key_of(data):
    """Return how the file with this content is found to be that of its source, for people."""
    if len(data) < _HEADER:
        return "truncated"
    flags = int.from_bytes(data[4:8], "little")
    if flags & _HASHED:
        return "checked-hash" if flags & _CHECKED else "unchecked-hash"
    return "timestamp"


def unpack(data, stats, read_source):
    """Return the code in `data`, or None where it is not that of the source.

    `stats()` gives the source's "mtime" and "size", `read_source()` its bytes; neither is
    asked for an unchecked file, unless the interpreter is told to check all.
    """
    if len(data) < _HEADER or data[:4] != MAGIC_NUMBER:
        return None
    flags = int.from_bytes(data[4:8], "little")
    key = data[8:16]
    if flags & ~(_HASHED | _CHECKED):
        return None
    if flags & _HASHED:
        wanted = _imp.check_hash_based_pycs  # --check-hash-based-pycs
        is_checked = wanted == "always" or wanted == "default" and flags & _CHECKED
        if is_checked and source_hash(read_source()) != key:
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
