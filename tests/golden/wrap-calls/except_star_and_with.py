import sys

try:
    f()
except* g(1) as e:
    h()
with (f() as a, g() as b,):
    pass
with f(), (g()):
    pass
with a if f() else g() as d:
    pass
