"""Module."""
assert 1  # Why.
assert (2,  # in brackets
        # alone
    3), """a
    b"""  # behind
x = 1; assert x; y = 2
x = 1; assert x
x = 1; assert x;
assert x; x = 3
assert x; assert y; x = 3; assert x; assert y  # End.
assert x \
    and y
x = 1; \
assert x
x = 1; assert x, \
    "m"
assert x; \
    y = 1
assert (x,
        1); y = 1


def f(x):
    assert x
    "no docstring"
    for i in x:
        assert i
    else:
        # Nothing.
        assert not x  # At all.
    if x: assert x
    if x: assert x; assert y
    if x: assert x; return 1
    if x: assert (x,
                  1); return 1
    if x: \
        assert x
    if x: assert (
        x); assert y
    while x: x; assert x
    try:
        assert x;
    finally:
        assert x
    class C: assert x
    assert x


def g(x): assert x
