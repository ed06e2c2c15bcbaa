import attr, cherrypy, pandas as pd
from boltons.namedutils import namedlist
from boltons.typeutils import make_sentinel
from pyparsing import autoname_elements
from six import exec_
from sympy import symbols, var
from twisted.logger import Logger
from zope.interface import implementer, moduleProvides

moduleProvides(IPlugin)
log = Logger()
var("x y"), symbols("x y")
Point = attr.make_class("Point", ["x", "y"])
exec_("z = 1"), pd.eval("a + b"), pd.DataFrame(rows).eval("a + @b")


@implementer(IPlugin)
class Plugin:
    pass


class Site:
    @cherrypy.expose("old.name")
    def page(self):
        return str(autoname_elements()), namedlist("Row", "a b"), make_sentinel("_MISSING")
