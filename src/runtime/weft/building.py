"""Tagged `.pyc` files made ahead of time."""

import os
import sys
import tempfile

from . import pyc

__all__ = ["compile_file", "compile_paths"]


def compile_paths(paths, pipeline, mode="timestamp", tag=None):
    """Compile files and all `.py` files in folders.

    Return how many of them are wrong, and how many could not be read or written.
    """
    num_wrong = num_failed = 0
    for path in paths:
        if os.path.isdir(path):
            files = sorted(_sources(path))
        elif os.path.exists(path):
            files = [path]
        else:
            raise ValueError("%s does not exist" % path)
        for file in files:
            try:
                compile_file(file, pipeline, mode, tag)
            except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
                num_wrong += 1
                print("%s: %s" % (file, str(error) or type(error).__name__), file=sys.stderr)
            except OSError as error:
                num_failed += 1
                print("%s: %s" % (error.filename or file, error.strerror), file=sys.stderr)
    return num_wrong, num_failed


def _sources(folder):
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__" and name[:1] != "."]
        for name in files:
            if name.endswith(".py"):
                yield os.path.join(root, name)


def compile_file(path, pipeline, mode="timestamp", tag=None):
    """Write the `.pyc` of one source, under `tag` or the pipeline's; return its path."""
    target = pyc.cached_path(path, pipeline.tag if tag is None else tag)
    if target is None:
        raise ValueError("this interpreter keeps no .pyc files")
    with open(path, "rb") as file:
        source = file.read()
        stats = os.fstat(file.fileno())
    code = pipeline.compile(source, path)
    made = pipeline.describe()
    if mode == "timestamp":
        data = pyc.pack(code, stats.st_mtime, stats.st_size, made=made)
    else:
        data = pyc.pack(code, source=source, is_checked=mode == "checked-hash", made=made)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".weft-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(temporary, stats.st_mode & 0o666)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise
    return target
