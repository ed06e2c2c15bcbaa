from hooks import wrap as _weft_wrap; import sys
from tkinter import *


def f():
    locals()
    sys._getframe(0)
    return _weft_wrap(g)
