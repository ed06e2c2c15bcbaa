# exit: 7
# `SystemExit` keeps its code, through every kind of block.
import atexit
import sys

atexit.register(print, "at exit")


def leave(code):
    try:
        sys.exit(code)
    finally:
        print("finally", flush=True)


try:
    leave(3)
except SystemExit as error:
    print("caught", error.code)
leave(len("seven!!"))
