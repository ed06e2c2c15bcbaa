from hooks import wrap as _weft_wrap; import attr, cherrypy, pandas as pd
from boltons.namedutils import namedlist
from boltons.typeutils import make_sentinel
from pyparsing import autoname_elements
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


class Site:
    @cherrypy.expose("old.name")
    def page(self):
        return _weft_wrap(str, autoname_elements()), namedlist("Row", "a b"), make_sentinel("_MISSING")
