import doctest
def f():
    "Function."
