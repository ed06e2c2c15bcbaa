import pdb
import IPython
from ipdb import set_trace

breakpoint()
breakpoint(header=ask())
pdb.set_trace()
set_trace()  # Look.
if x: breakpoint()
y = breakpoint()


def f(x):
    import pdb; pdb.set_trace()
    return x


def g(x):
    import pdb
    pdb.set_trace()
    if x:
        import pdb
        pdb.set_trace()  # Again.


def h(x):
    import pdb; pdb.set_trace()
    return pdb.Pdb(x)


def i(x):
    from pudb import set_trace; set_trace()
    try:
        import ipdb as debugger
    except ImportError:
        import pdb as debugger
    debugger.set_trace()
    IPython.embed()
    tools.debug()


def j():
    import pdb
    def inner():
        pdb.set_trace()
    return inner


def k(breakpoint):
    breakpoint()


class C:
    import pdb; pdb.set_trace()
