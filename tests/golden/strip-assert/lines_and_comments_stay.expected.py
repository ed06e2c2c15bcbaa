"""Module."""
# Why.
# in brackets
        # alone

    # behind
x = 1; y = 2
x = 1
x = 1
x = 3
x = 3  # End.


x = 1

x = 1

assert x; \
    y = 1
assert (x,
        1); y = 1


def f(x):
    pass
    "no docstring"
    for i in x:
        pass
    else:
        # Nothing.
        pass  # At all.
    if x: pass
    if x: pass
    if x: return 1
    if x: assert (x,
                  1); return 1
    if x: \
        pass
    if x: pass

    while x: x
    try:
        pass
    finally:
        pass
    class C: assert x



def g(x): pass
