from hooks import wrap as _weft_wrap; import inspect as i
import sys, warnings
from collections import namedtuple as nt
from sys import _getframe

P = nt("P", "x y")
sys._getframe(1), _getframe(), i.currentframe(), warnings.warn("w", stacklevel=2)
_weft_wrap(_getframe(0).f_lineno.bit_length)
