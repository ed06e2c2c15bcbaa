import sys

@route(f(1))
def g(a=h()): k()
