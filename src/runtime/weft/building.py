"""Tagged `.pyc` files made ahead of time."""

import os
import sys
import tempfile

from . import pyc

__all__ = ["compile_file", "compile_paths", "module_name"]


def compile_paths(paths, pipeline, mode="timestamp", tag=None):
    """Compile files and all `.py` files in folders.

    Return how many of them are wrong, and how many could not be read or written.
    """
    num_wrong = num_failed = 0
    for path in paths:
        folder = path if os.path.isdir(path) else None
        if folder is not None:
            files = sorted(_sources(path))
        elif os.path.exists(path):
            files = [path]
        else:
            raise ValueError("%s does not exist" % path)
        for file in files:
            try:
                compile_file(file, pipeline, mode, tag, module_name(file, folder))
            except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
                num_wrong += 1
                print("%s: %s" % (file, str(error) or type(error).__name__), file=sys.stderr)
            except OSError as error:
                num_failed += 1
                print("%s: %s" % (error.filename or file, error.strerror), file=sys.stderr)
    return num_wrong, num_failed


def module_name(path, folder=None):
    """Return the name that a file is most likely imported by.

    That is by the packages that it is in, else by its place in `folder`, if there is one.
    """
    path = os.path.abspath(path)
    stem = os.path.splitext(path)[0]
    above = os.path.dirname(path)
    is_in_package = _is_package(above)
    if folder is not None and not is_in_package:
        above = os.path.abspath(folder)
    while _is_package(above) and above != os.path.dirname(above):
        above = os.path.dirname(above)
    parts = os.path.relpath(stem, above).split(os.sep)
    if parts[-1] == "__init__":
        parts.pop()
    return ".".join(parts) if all(part.isidentifier() for part in parts) else None


def _is_package(folder):
    return os.path.isfile(os.path.join(folder, "__init__.py"))


def _sources(folder):
    for root, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__" and name[:1] != "."]
        for name in files:
            if name.endswith(".py"):
                yield os.path.join(root, name)


def compile_file(path, pipeline, mode="timestamp", tag=None, module=None):
    """Write the `.pyc` of one source, under `tag` or the pipeline's; return its path."""
    target = pyc.cached_path(path, pipeline.tag if tag is None else tag)
    if target is None:
        raise ValueError("this interpreter keeps no .pyc files")
    with open(path, "rb") as file:
        source = file.read()
        stats = os.fstat(file.fileno())
    code = pipeline.compile(source, path, module)
    made = pipeline.describe(module)
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
