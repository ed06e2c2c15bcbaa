from hooks import wrap as _weft_wrap; import attr, pandas as pd
from six import exec_
from sympy import symbols, var
from twisted.logger import Logger
from zope.interface import implementer, moduleProvides

moduleProvides(IPlugin)
log = Logger()
var("x y"), _weft_wrap(symbols, "x y")
Point = attr.make_class("Point", ["x", "y"])
exec_("z = 1"), pd.eval("a + b"), _weft_wrap(_weft_wrap(pd.DataFrame, rows).eval, "a + @b")


@_weft_wrap(implementer, IPlugin)
class Plugin:
    pass
