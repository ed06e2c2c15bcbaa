"""The wrapper that the programs of this folder are rewritten with: passes every call on.

At the end it writes how many calls came through to the file that WEFT_EXEC_COUNT names.
"""

import atexit
import os

calls = 0


def wrap(callee, /, *args, **kwargs):
    global calls
    calls += 1
    return callee(*args, **kwargs)


def _write_count(path=os.environ.get("WEFT_EXEC_COUNT"), open=open):
    if path:
        with open(path, "w") as file:
            file.write(str(calls))


atexit.register(_write_count)
