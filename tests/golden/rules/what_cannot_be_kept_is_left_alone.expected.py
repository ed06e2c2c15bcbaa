1 - a
swap(f(), b)
foo(1, *a, k=2)
w = id(
  3
)
z = f"{a == None=}" f"{a is None!r:>{b is not None}}" 'a == None'
"""b
c""" - a
twice(x)
lambda x: y(y(x))
a == None  # weft: skip
foo(k=1, *a) is None


class C:
    g = twice(h)
