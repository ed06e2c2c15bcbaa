import sys

@route(f(1))
def g(a=h(), *, b=i()): k(lambda x=m(): n())
