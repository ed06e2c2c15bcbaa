"""Module."""
from pprint import pprint
import pprint as pp
import sys


def f(x):
    print("x", x)  # Why.
    return x


def g(lines):
    print(next(lines))
    print(*lines)
    print([line for line in lines])
    if lines: print("lines")
    for line in lines:
        print(line,
              line[0])  # In brackets.
    print(line); return lines


print("docs"); x = 1
print("%s" % x, file=sys.stderr)
print(**{"file": sys.stderr})
print("a") or print("b")
y = print("c")
pprint(x)
pprint(x, sys.stderr)
pp.pp(x)
pp.pprint(x, stream=sys.stderr)
(print)(x)
console.print(x)


class C:
    print("in a class")


def h():
    def inner():
        print(x, k)
    k = 1
    print(k := 2)
    print("the last one")
    "not a docstring"
    return inner


async def i():
    print(await h())
    print()


def generator():
    print((yield))
    print(f"{x}")


def builtins(x):
    print(len(x), str(x), "{}".format(x), type(x).__name__)
    print(sum(x))
    print(", ".join(x))


def no_builtins(x, len):
    print(len(x))
