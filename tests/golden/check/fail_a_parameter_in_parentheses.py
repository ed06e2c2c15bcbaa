# A parameter in parentheses.
def f(a, (b, c)): pass
