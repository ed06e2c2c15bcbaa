x = a
x = b
x = (a)
x = (a ).c
x = c
x = (a )
x = f(lambda: b)
x = [1 for z in w]
x = (a
     # Why.
)
x = (  # Dead.


     b)
x = a if 1 \
    else b
x = a if """
""" else b, c
x = a if 'd\
' else b, c
a if 1 else b
"no docstring" if 1 else ""
x = f"{a } {a if 1 else b=}"
x = a if c else (e)


if 1:
    x = a


x = b if c else d


def g(a):
    x = a if 1 else (b := 2)
    x = (yield) if 0 else a
    return a


def h(a):
    def inner():
        return 1 if 1 else a
    return -1
