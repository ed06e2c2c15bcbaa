x = *f(), 1
[*f(x)]
a[*g(x)]
def h(*args: *A.b): return *a.b, c
