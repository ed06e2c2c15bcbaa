# A parameter behind two stars.
def f(**a, b): pass
