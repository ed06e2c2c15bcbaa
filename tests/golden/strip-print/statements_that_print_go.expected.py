"""Module."""
from pprint import pprint
import pprint as pp
import sys


def f(x):
    # Why.
    return x


def g(lines):
    print(next(lines))
    print(*lines)
    print([line for line in lines])
    if lines: pass
    for line in lines:
        pass
              # In brackets.
    return lines


x = 1
print("%s" % x, file=sys.stderr)
print(**{"file": sys.stderr})
print("a") or print("b")
y = print("c")

pprint(x, sys.stderr)

pp.pprint(x, stream=sys.stderr)

console.print(x)


class C:
    pass


def h():
    def inner():
        if 0: print(x, k)
    k = 1
    print(k := 2)

    "not a docstring"
    return inner


async def i():
    print(await h())



def generator():
    print((yield))



def builtins(x):

    print(sum(x))
    print(", ".join(x))


def no_builtins(x, len):
    print(len(x))
