import sys

x = [*f(1), *g.h(2)]
y = *f(1), 2
for z in *f(1), *g(2):
    pass
a[*f(1)]
print(*f(1), **g(2))
*a.b(1).c, d = f()
