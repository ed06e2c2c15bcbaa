# A slash comes twice.
def f(a, /, b, /): pass
