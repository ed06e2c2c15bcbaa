import os
import sys
from sys import version_info as v
if sys.platform == "win32":
    import winreg
elif sys.platform.startswith(("linux", "cygwin")):
    import fcntl
else:
    fcntl = None
if os.name == "nt": a()
if v >= (3, 11): b()
else: c()
if v < (3,): c()
if sys.version_info[0] == 2: d()
elif sys.version_info[:2] == (3, 11): e()
if sys.version_info >= (3, 11, 4): f()
if sys.version_info == (3, 11): g()
if sys.version_info > (3, 11): g()
if sys.version_info.minor < 11 or sys.version_info.major > 3: h()
if sys.implementation.name == "cpython": i()
if __debug__: j() 
if sys.maxsize > 1: k()


def l(sys):
    if sys.platform == "win32": return 1
