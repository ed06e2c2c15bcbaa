# weft: off
def f():
    import pdb; pdb.set_trace()
# weft: on


def g():
    import pdb
    pdb.set_trace()  # weft: skip
