x = a if True else b
x = a if 0 else b
x = (a) if 1 else (b)
x = (a if 1 else b).c
x = a if 0 else b if 0 else c
x = (a if 1 else b) if 1 else c
x = f(a if "" else lambda: b)
x = [1if 1 else(y)for z in w]
x = (a
     if 1  # Why.
     else b)
x = (a  # Dead.
     if 0
     else
     b)
x = a if 1 \
    else b
x = a if """
""" else b, c
x = a if 'd\
' else b, c
a if 1 else b
"no docstring" if 1 else ""
x = f"{a if 1 else b} {a if 1 else b=}"
x = a if c else (d if 0 else e)
if 0 and (a if 1 else b): pass
while 0 and (a if 1 else b): pass
if 1:
    x = a if 1 else b
else:
    x = a if 1 else b
x = a if not 1 else b if c else d


def g(a):
    x = a if 1 else (b := 2)
    x = (yield) if 0 else a
    return a if 1 else b


def h(a):
    def inner():
        return 1 if 1 else a
    return inner if 0 else-1
