# A bare star comes last.
def f(*): pass
