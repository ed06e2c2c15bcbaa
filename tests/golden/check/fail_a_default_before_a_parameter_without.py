# A default before a parameter without.
def f(a=1, b): pass
