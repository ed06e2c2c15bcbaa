"""Module."""


def f(x):
    "Function."
    return x.__doc__


class C:
    "Class."
