# A default is missing.
def f(a=): pass
