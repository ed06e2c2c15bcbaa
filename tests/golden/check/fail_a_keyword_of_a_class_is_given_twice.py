class A(b=1, b=2):
    f(c=1, c=2)
