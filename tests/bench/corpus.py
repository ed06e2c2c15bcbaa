"""Python source to measure on: a standard library found on the machine, or made to order.

corpus.py OUT    copies python3's standard library to OUT
"""

import functools
import itertools
import os
import shutil
import sys
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, os.pardir, "oracle"))
import pythons  # noqa: E402

MEGABYTE = 1_000_000


def library_files(root):
    """The files of the standard library in `root`, tests included, sorted."""
    files = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(set(folders) - {"site-packages", "dist-packages", "__pycache__"})
        files += [os.path.join(folder, name) for name in sorted(names) if name.endswith(".py")]
    return [path for path in files if os.path.isfile(path)]


class Chunk:
    """A folder with a share of a corpus, and the list of its files."""

    def __init__(self, folder):
        self.folder = folder
        self.list_path = folder + ".list"
        self.num_files = 0
        self.num_bytes = 0
        self.largest = 0

    def copy(self, root, paths):
        copies = [os.path.join(self.folder, os.path.relpath(path, root)) for path in paths]
        for path, target in zip(paths, copies):
            os.makedirs(os.path.dirname(target), exist_ok=True)
            shutil.copyfile(path, target)
            size = os.path.getsize(target)
            self.num_bytes += size
            self.largest = max(self.largest, size)
        self.num_files += len(paths)
        with open(self.list_path, "w", encoding="utf-8") as stream:
            stream.writelines(path + "\n" for path in copies)


def split(root, paths, folder, num_chunks):
    """Copies `paths` into about `num_chunks` folders of equal weight below `folder`."""
    total = sum(map(os.path.getsize, paths))
    chunks, batch, weight = [], [], 0
    for path in paths:
        batch.append(path)
        weight += os.path.getsize(path)
        if weight * num_chunks >= total * (len(chunks) + 1) or path == paths[-1]:
            chunk = Chunk(os.path.join(folder, "chunk%02d" % len(chunks)))
            chunk.copy(root, batch)
            chunks.append(chunk)
            batch = []
    return chunks


def write_big_file(path, megabytes, root):
    """One valid module of `megabytes` MB: modules of the library in `root` end to end."""
    tests = os.path.join(root, "test") + os.sep
    files = library_files(root)
    usable = [name for name in files if not name.startswith(tests) and is_self_contained(name)]
    written = 0
    with open(path, "wb") as stream:
        for name in itertools.cycle(usable):
            with open(name, "rb") as source:
                written += stream.write(source.read())
            if written >= megabytes * MEGABYTE:
                break


@functools.lru_cache(maxsize=None)
def is_self_contained(path):
    """Whether the file stays valid in the middle of a module."""
    with open(path, "rb") as stream:
        piece = stream.read()
    if b"from __future__" in piece or not piece.endswith(b"\n") or not piece.isascii():
        return False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(piece, path, "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return b"\r" not in piece and b"\x0c" not in piece


# Shapes that nest, as (prefix, what one level adds in front, core, and behind, suffix).
SHAPES = {
    "calls in calls": ("x = ", "f(", "1", ")", "\n"),
    "chained calls": ("x = a", "", "", ".b(c)", "\n"),
    "operators": ("x = a", "", "", " + b", "\n"),
    "unary operators": ("x = ", "not ", "a", "", "\n"),
    "conditionals": ("x = ", "a if b else ", "c", "", "\n"),
    "lambdas": ("x = ", "lambda: ", "f()", "", "\n"),
    "elif": ("if a:\n  f()\n", "", "", "elif b(c):\n  g()\n", ""),
}


def write_nested(path, shape, depth, num_bytes):
    """Statements of `shape`, each `depth` deep, until there are `num_bytes`."""
    prefix, before, core, behind, suffix = SHAPES[shape]
    statement = prefix + before * depth + core + behind * depth + suffix
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(statement * max(1, num_bytes // len(statement)))


def write_many_files(folder, num_files):
    """`num_files` modules of a few lines, 500 to a folder."""
    text = 'def area(shape):\n    """Square metres."""\n    return abs(shape.width() * shape.height())\n'
    for i in range(num_files):
        package = os.path.join(folder, "package%03d" % (i // 500))
        if i % 500 == 0:
            os.makedirs(package)
        with open(os.path.join(package, "module%d.py" % i), "w", encoding="utf-8") as stream:
            stream.write(text)


def main():
    root = pythons.python_on_path().stdlib
    Chunk(sys.argv[1]).copy(root, library_files(root))


if __name__ == "__main__":
    main()
