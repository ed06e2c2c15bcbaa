# A slash touches a star.
def f(a, / *b): pass
