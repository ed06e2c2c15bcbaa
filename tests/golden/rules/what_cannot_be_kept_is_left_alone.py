swap(a, 1)
swap(f(), b)
foo(1, *a, k=2)
w = id(
  3
)
z = f"{a == None=}" f"{a == None!r:>{b != None}}" 'a == None'
swap(a, """b
c""")
twice(x)
twice(y)
a == None  # weft: skip
id(foo(k=1, *a) == None)


class C:
    g = twice(h)
