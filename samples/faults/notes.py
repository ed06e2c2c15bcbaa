"""Saves notes so that a failure on the way leaves the old ones as they were."""

import os
import tempfile

NOTES = ["water the plants", "call the library", "sharpen the pencils"]


def save(path, notes):
    temporary = path + ".new"
    try:
        with open(temporary, "w", encoding="utf-8") as stream:
            for note in notes:
                stream.write(note + "\n")
        os.replace(temporary, path)
    except OSError as error:
        if os.path.exists(temporary):
            os.remove(temporary)
        print("not saved:", error.strerror)


def show(path):
    with open(path, encoding="utf-8") as stream:
        print("saved notes:", stream.read().split("\n")[:-1])


with tempfile.TemporaryDirectory() as folder:
    path = os.path.join(folder, "notes.txt")
    save(path, NOTES[:1])
    show(path)
    save(path, NOTES)
    show(path)
    print("files left behind:", sorted(set(os.listdir(folder)) - {"notes.txt"}))
