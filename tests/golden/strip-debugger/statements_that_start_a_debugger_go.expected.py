import pdb
import IPython
from ipdb import set_trace


breakpoint(header=ask())

# Look.
if x: pass
y = breakpoint()


def f(x):

    return x


def g(x):


    if x:
        pass
        # Again.


def h(x):
    import pdb
    return pdb.Pdb(x)


def i(x):

    try:
        pass
    except ImportError:
        pass


    tools.debug()


def j():
    import pdb
    def inner():
        if 0: pdb.set_trace()
    return inner


def k(breakpoint):
    breakpoint()


class C:
    import pdb; pdb.set_trace()
