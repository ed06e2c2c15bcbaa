def function(a, b):
    plain()
    a.method()
    a.b.c()
    (a or b).method()
    (a.method)()
    a[0]()
    "text".upper()
    1 .conjugate()
