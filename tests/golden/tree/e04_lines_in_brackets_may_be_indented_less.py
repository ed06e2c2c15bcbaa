def f():
    x = (a +
b)
    return f(a=
1)
