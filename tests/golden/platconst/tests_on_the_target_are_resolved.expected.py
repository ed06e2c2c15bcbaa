import os
import sys
from sys import version_info as v


if 1:
    import fcntl



if 1: b()



if 1: e()
if sys.version_info >= (3, 11, 4): f()

if 1: g()

if 1: i()

if sys.maxsize > 1: k()


def l(sys):
    if sys.platform == "win32": return 1
