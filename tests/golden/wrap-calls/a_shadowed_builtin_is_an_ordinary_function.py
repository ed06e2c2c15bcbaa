import sys


def f(locals, eval):
    return locals(), eval("x")


def g():
    return locals()
