"""Copies the Python files of a folder, to be rewritten."""

import os
import shutil

# What is not the standard library's own.
SKIPPED_FOLDERS = ("site-packages", "dist-packages", "__pycache__")


def copy_files(source, target, step=1, skipped=SKIPPED_FOLDERS):
    """Copy every `step`th `.py` file below `source`, but none in folders of the names `skipped`;
    return their number and size in bytes."""
    paths = []
    for folder, folders, files in os.walk(source):
        folders[:] = sorted(name for name in folders if name not in skipped)
        paths += [os.path.join(folder, name) for name in sorted(files) if name.endswith(".py")]
    paths = [path for path in paths[::step] if os.path.isfile(path)]
    for path in paths:
        to = os.path.join(target, os.path.relpath(path, source))
        os.makedirs(os.path.dirname(to), exist_ok=True)
        shutil.copy(path, to)
    return len(paths), sum(map(os.path.getsize, paths))
